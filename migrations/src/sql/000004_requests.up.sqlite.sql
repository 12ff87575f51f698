CREATE VIRTUAL TABLE request_text USING fts5 (request_id UNINDEXED, owner, body, tokenize = "unicode61 remove_diacritics 2");
