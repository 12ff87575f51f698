DROP TABLE project_comment;
DROP TABLE task_assignee;
DROP TABLE task;
DROP TABLE milestone;
DROP TABLE project;
