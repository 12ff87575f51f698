INSERT INTO domain (id, agency_id, host, token, by_operator, state, points_here, waiting_since, verified_at, created_at)
SELECT gen_random_uuid(), agency_id, host, '', true, 'verified', true, created_at, created_at, created_at FROM agency_host;
