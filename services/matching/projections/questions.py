"""What can be asked of the read models of requests."""

REQUEST = "SELECT * FROM request WHERE request_id = %(id)s"
REVIEW_QUEUE = """
SELECT * FROM request
 WHERE pool_id = %(pool)s AND state = 'submitted'
 ORDER BY begun_at, request_id
"""
# Where a programme ranks its mentees: who has no rank comes last (ASME-29).
REVIEW_BY_TIER = """
SELECT request.*, tier FROM request LEFT JOIN seeker USING (mentee_id)
 WHERE request.pool_id = %(pool)s AND state = 'submitted'
 ORDER BY tier NULLS LAST, begun_at, request_id
"""
OF_MENTEE = "SELECT * FROM request WHERE mentee_id = %(id)s ORDER BY begun_at, request_id"
TO_MENTOR = "SELECT * FROM asked_mentor WHERE mentor_id = %(id)s ORDER BY asked_at, request_id"
UNMET = """
SELECT count(DISTINCT mentee_id) AS mentees,
       count(*) FILTER (WHERE state = 'exhausted') AS exhausted,
       count(*) FILTER (WHERE state = 'returned') AS returned,
       count(*) FILTER (WHERE state = 'declined') AS declined,
       count(*) FILTER (WHERE state = 'expired') AS expired
  FROM request AS one
 WHERE pool_id = %(pool)s AND state IN ('exhausted', 'returned', 'declined', 'expired')
   AND NOT EXISTS (SELECT FROM relationship AS made WHERE made.mentee_id = one.mentee_id)
"""
