DROP TABLE domain;
