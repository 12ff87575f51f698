DROP TABLE acme_challenge;
DROP TABLE acme_account;
DROP TABLE certificate;
