-- What waited before this was known is looked at once.
INSERT INTO job (id, agency_id, kind, payload, state, attempts, run_at, created_at)
SELECT DISTINCT workspace_id, agency_id, 'people_changed',
    '{"agency":"' || agency_id::text || '","workspace":"' || workspace_id::text || '"}',
    'ready', 0, timestamptz '2026-11-22T00:00:00+00:00',
    timestamptz '2026-11-22T00:00:00+00:00'
FROM approval_step WHERE waits_since IS NOT NULL;
