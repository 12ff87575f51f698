DROP TABLE template_workflow;
DROP TABLE workflow_template;
