DROP TABLE engine_workflow;
DROP TABLE engine;
