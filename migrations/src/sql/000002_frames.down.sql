DROP TABLE once_key;
DROP TABLE staff_notification;
DROP TABLE client_notification;
DROP TABLE activity;
DROP TABLE mail;
DROP TABLE schedule;
DROP TABLE job;
