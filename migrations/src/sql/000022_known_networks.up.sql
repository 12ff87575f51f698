-- From where accounts were signed in to: whoever guesses at one from everywhere does not lock its owner out. The key names
-- door, account and network, the account as a hash.
CREATE TABLE known_network (
    key text PRIMARY KEY,
    seen_at timestamptz NOT NULL
);

CREATE INDEX known_network_seen ON known_network (seen_at);
