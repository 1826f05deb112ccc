"""The questions put to the read models, as SQL."""

COHORT = """
SELECT cohort_id::text, programme, role, basis, window_from::text, window_to::text, pairs, unpaired,
       dataset_sha256, frozen_at
  FROM cohort
 WHERE cohort_id = %(cohort_id)s
"""
COHORT_UNPAIRED = """
SELECT cause, people FROM cohort_unpaired WHERE cohort_id = %(cohort_id)s ORDER BY cause
"""
COHORT_PAIRS = """
SELECT pair_id::text, pre_response::text, end_response::text
  FROM cohort_pair
 WHERE cohort_id = %(cohort_id)s
 ORDER BY pair_id
"""
REPORT = """
SELECT report_id::text, cohort_id::text, dataset_sha256, min_cell, published_at
  FROM report
 WHERE report_id = %(report_id)s
"""

FROZEN = (
    "SELECT pair_id, pre_response, end_response FROM cohort_pair WHERE cohort_id = %(cohort_id)s"
)
LIVE = """
SELECT pair_id, pre_response, end_response
  FROM journey
 WHERE programme = %(programme)s AND role = %(role)s AND pair_id IS NOT NULL
"""

# Answers off the scale of their item count for nothing, before or after.
ITEMS = """
  JOIN response AS answered ON answered.response_id = pair.end_response
  JOIN instrument_item AS asked ON asked.instrument = answered.instrument
  CROSS JOIN LATERAL (SELECT asked.positive_from AS least) AS yes
  JOIN answer AS pre ON pre.response_id = pair.pre_response AND pre.item = asked.item
  JOIN answer AS fin ON fin.response_id = pair.end_response AND fin.item = asked.item
 WHERE pre.value BETWEEN asked.scale_from AND asked.scale_to
   AND fin.value BETWEEN asked.scale_from AND asked.scale_to
"""
CELLS = """
       count(*) FILTER (WHERE pre.value >= yes.least AND fin.value >= yes.least) AS a,
       count(*) FILTER (WHERE pre.value < yes.least AND fin.value >= yes.least) AS b,
       count(*) FILTER (WHERE pre.value >= yes.least AND fin.value < yes.least) AS c,
       count(*) FILTER (WHERE pre.value < yes.least AND fin.value < yes.least) AS d
"""
BY_ITEM = """
WITH pair AS ({pairs})
SELECT asked.theme, asked.item, bool_or(asked.is_primary) AS is_primary,
       sum(fin.value - pre.value) AS moved,
       count(*) FILTER (WHERE fin.value > pre.value) AS improved,
       count(*) FILTER (WHERE fin.value = pre.value) AS same,
       count(*) FILTER (WHERE fin.value < pre.value) AS worse,
{cells}
  FROM pair
{items}
 GROUP BY asked.instrument, asked.theme, asked.item
 ORDER BY asked.instrument, min(asked.place)
"""
BY_SESSIONS = """
WITH pair AS ({pairs})
SELECT journey.sessions, asked.theme, asked.item,
{cells}
  FROM pair
  JOIN journey ON journey.pair_id = pair.pair_id
{items}
 GROUP BY journey.sessions, asked.instrument, asked.theme, asked.item
 ORDER BY asked.instrument, min(asked.place)
"""

COHORT_ITEMS = BY_ITEM.format(pairs=FROZEN, cells=CELLS, items=ITEMS)
LIVE_ITEMS = BY_ITEM.format(pairs=LIVE, cells=CELLS, items=ITEMS)
LIVE_DOSAGE = BY_SESSIONS.format(pairs=LIVE, cells=CELLS, items=ITEMS)

LIVE_UNPAIRED = """
SELECT standing AS cause, count(*) AS people
  FROM journey
 WHERE programme = %(programme)s AND role = %(role)s AND standing <> 'paired'
 GROUP BY standing
"""
NEVER_MATCHED = """
SELECT count(*)
  FROM response AS pre
 WHERE pre.programme = %(programme)s
   AND pre.role = %(role)s
   AND pre.phase = 'pre'
   AND pre.status = 'submitted'
   AND NOT EXISTS (
         SELECT FROM journey
          WHERE journey.participant_id = pre.participant_id AND journey.made_at IS NOT NULL)
"""
PAIRS_BY_SESSIONS = """
SELECT sessions, count(*) AS pairs
  FROM journey
 WHERE programme = %(programme)s AND role = %(role)s AND pair_id IS NOT NULL
 GROUP BY sessions
"""
LEAD_TIMES = """
SELECT lead_days, verdict
  FROM participant
 WHERE programme = %(programme)s AND role = %(role)s AND lead_days IS NOT NULL
"""
REACH = """
SELECT count(DISTINCT relationship_id) AS relationships_started,
       count(DISTINCT person_id) FILTER (WHERE role = 'mentee') AS mentees,
       count(DISTINCT person_id) FILTER (WHERE role = 'mentor') AS mentors,
       coalesce(sum(sessions) FILTER (WHERE role = 'mentee'), 0) AS sessions,
       coalesce(sum(minutes) FILTER (WHERE role = 'mentee'), 0) AS minutes
  FROM journey
 WHERE programme = %(programme)s AND started_at IS NOT NULL
"""
SCORES = "SELECT score FROM nps WHERE programme = %(programme)s AND role = %(role)s"
RATINGS = """
SELECT rating, would_recommend, felt_prepared
  FROM workshop_rating
 WHERE programme = %(programme)s AND role = %(role)s
   AND (%(workshop_id)s::uuid IS NULL OR workshop_id = %(workshop_id)s::uuid)
"""
PULSES = """
SELECT participant_id::text, valence, tags
  FROM pulse
 WHERE programme = %(programme)s AND role = %(role)s
"""
NEEDS = """
SELECT asked.theme, asked.item, count(*) AS n,
       count(*) FILTER (WHERE answer.value < asked.positive_from) AS lacking
  FROM response
  JOIN instrument_item AS asked ON asked.instrument = response.instrument
  JOIN answer ON answer.response_id = response.response_id AND answer.item = asked.item
 WHERE response.programme = %(programme)s AND response.role = 'mentee'
   AND response.phase = 'pre' AND response.status = 'submitted'
   AND answer.value BETWEEN asked.scale_from AND asked.scale_to
   AND (response.submitted_at AT TIME ZONE %(zone)s)::date
       BETWEEN coalesce(%(since)s::date, '-infinity') AND coalesce(%(until)s::date, 'infinity')
 GROUP BY asked.instrument, asked.theme, asked.item
 ORDER BY asked.instrument, min(asked.place)
"""
AT_THE_END = """
SELECT asked.theme, asked.item, count(*) AS n,
       count(*) FILTER (WHERE answer.value >= asked.positive_from) AS agreeing
  FROM response
  JOIN instrument_item AS asked ON asked.instrument = response.instrument
  JOIN answer ON answer.response_id = response.response_id AND answer.item = asked.item
 WHERE response.programme = %(programme)s AND response.role = %(role)s
   AND response.phase = 'end' AND response.status = 'submitted'
   AND answer.value BETWEEN asked.scale_from AND asked.scale_to
 GROUP BY asked.instrument, asked.theme, asked.item
 ORDER BY asked.instrument, min(asked.place)
"""
ASKED_AT_THE_END = """
SELECT count(*) AS asked, count(*) FILTER (WHERE status = 'submitted') AS answered
  FROM response
 WHERE programme = %(programme)s AND role = %(role)s AND phase = 'end'
"""
ASSESSED = """
SELECT count(*) AS mentees,
       count(*) FILTER (WHERE EXISTS (
         SELECT FROM response
          WHERE response.participant_id = participant.participant_id
            AND response.phase = 'pre' AND response.status = 'submitted')) AS assessed
  FROM participant
 WHERE programme = %(programme)s AND role = 'mentee'
"""
RATES = """
SELECT role, phase, status, count(*) AS responses
  FROM response
 WHERE programme = %(programme)s
 GROUP BY role, phase, status
 ORDER BY role, phase, status
"""
ONBOARDING = """
SELECT (extract(epoch FROM submitted_at - asked_at) / 60)::float AS minutes
  FROM response
 WHERE programme = %(programme)s AND role = %(role)s AND phase = 'pre' AND relationship_id IS NULL
   AND submitted_at IS NOT NULL
"""
OPEN = """
SELECT response_id::text, phase, relationship_id::text, instrument, due_on
  FROM response
 WHERE participant_id = %(participant_id)s AND status IN ('asked', 'expired')
 ORDER BY asked_at, response_id
"""
QUESTIONS = """
SELECT item, theme, wording, scale_from, scale_to
  FROM instrument_item
 WHERE instrument = %(instrument)s
 ORDER BY place
"""
POLICY = """
SELECT document
  FROM programme
 WHERE programme = %(programme)s
   AND (%(at)s::timestamptz IS NULL OR effective_from <= %(at)s::timestamptz)
 ORDER BY effective_from DESC, policy_version DESC
 LIMIT 1
"""
