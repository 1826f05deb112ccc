"""What can be asked of the read models of mentors: pages of a directory, a seeker, what is new."""

# Sought by the GIN indexes on facets and topics; turned over by the key, so that a page stays the
# same page whatever else changes.
SOUGHT = """
  FROM listed_mentor
 WHERE pool_id = %(pool)s AND shown AND (trained OR NOT %(trained)s) AND (free OR NOT %(free)s)
"""
BY_FACETS = " AND facets @> %(facets)s::text[]"
BY_TOPICS = " AND topics @> %(topics)s::text[]"
PAGE = """
SELECT mentor_id::text, topics, facets, willingness, cannot_help, free AS available
{sought} AND listed_mentor.mentor_id > %(after)s::uuid
 ORDER BY listed_mentor.mentor_id
 LIMIT %(limit)s
"""


def page(facets: object, topics: object) -> str:
    """One page of those who have all of these."""
    return PAGE.format(sought=sought(facets, topics))


def sought(facets: object, topics: object) -> str:
    return SOUGHT + (BY_FACETS if facets else "") + (BY_TOPICS if topics else "")


TAKES_PART = """
SELECT EXISTS (SELECT FROM listed_mentor
                WHERE person_id = %(person)s AND pool_id = %(pool)s AND NOT gone)
    OR EXISTS (SELECT FROM seeker
                WHERE person_id = %(person)s AND pool_id = %(pool)s AND NOT gone)
"""
SEEKER = """
SELECT one.*,
       coalesce((SELECT json_agg(json_build_array(mentor_id, kind)) FROM barred
                  WHERE barred.mentee_id = one.mentee_id), '[]') AS barred,
       coalesce((SELECT json_agg(mentor_id) FROM listed_mentor AS own
                  WHERE own.person_id = one.person_id), '[]') AS themselves
  FROM seeker AS one
 WHERE mentee_id = %(mentee)s AND pool_id = %(pool)s AND ready AND NOT gone
"""
CHANGED = """
SELECT mentor_id::text, region, topics, goal_tags, background_tags, facets, willingness,
       cannot_help, since, shown, free, trained, changed
  FROM listed_mentor
 WHERE pool_id = %(pool)s AND changed > %(upto)s
"""
RESPONSES = """
SELECT count(*) AS asked,
       count(first_word_at) AS answered,
       count(*) FILTER (WHERE state = 'lapsed' AND first_word_at IS NULL) AS silent,
       extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY first_word_at - asked_at))
         ::bigint AS median_seconds,
       max(first_word_at) AS last_word_at
  FROM asked_mentor
 WHERE mentor_id = %(mentor)s
"""
