-- What waited before this was known is looked at once.
INSERT INTO job (id, agency_id, kind, payload, state, attempts, run_at, created_at)
SELECT DISTINCT workspace_id, agency_id, 'people_changed',
    '{"agency":"' || lower(hex(agency_id)) || '","workspace":"' || lower(hex(workspace_id)) || '"}',
    'ready', 0, '2026-11-22T00:00:00+00:00',
    '2026-11-22T00:00:00+00:00'
FROM approval_step WHERE waits_since IS NOT NULL;
