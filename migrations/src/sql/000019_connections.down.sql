DROP TABLE credential_request_item;
DROP TABLE credential_request;
DROP TABLE oauth_attempt;
DROP TABLE connection_secret;
DROP TABLE connection;
DROP TABLE provider_client;
