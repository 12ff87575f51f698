-- A row goes only with what it belongs to. What is not named in an UPDATE's list goes on changing: how an invoice is
-- settled, which run a form started, when a version was published.
CREATE TRIGGER approval_decision_is_not_changed BEFORE UPDATE ON approval_decision
BEGIN SELECT RAISE(ABORT, 'approval_decision is append-only'); END;
CREATE TRIGGER approval_decision_is_not_removed BEFORE DELETE ON approval_decision
WHEN EXISTS (SELECT 1 FROM approval WHERE id = OLD.approval_id)
    AND EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
    AND EXISTS (SELECT 1 FROM agency WHERE id = OLD.agency_id)
BEGIN SELECT RAISE(ABORT, 'approval_decision is append-only'); END;
CREATE TRIGGER approval_event_is_not_changed BEFORE UPDATE ON approval_event
BEGIN SELECT RAISE(ABORT, 'approval_event is append-only'); END;
CREATE TRIGGER approval_event_is_not_removed BEFORE DELETE ON approval_event
WHEN EXISTS (SELECT 1 FROM approval WHERE id = OLD.approval_id)
    AND EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
    AND EXISTS (SELECT 1 FROM agency WHERE id = OLD.agency_id)
BEGIN SELECT RAISE(ABORT, 'approval_event is append-only'); END;
CREATE TRIGGER approval_version_is_not_changed BEFORE UPDATE ON approval_version
BEGIN SELECT RAISE(ABORT, 'approval_version is append-only'); END;
CREATE TRIGGER approval_version_is_not_removed BEFORE DELETE ON approval_version
WHEN EXISTS (SELECT 1 FROM approval WHERE id = OLD.approval_id)
    AND EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
    AND EXISTS (SELECT 1 FROM agency WHERE id = OLD.agency_id)
BEGIN SELECT RAISE(ABORT, 'approval_version is append-only'); END;
CREATE TRIGGER invoice_is_not_changed BEFORE UPDATE OF id, agency_id, workspace_id, number, kind, corrects_id,
    currency, inclusive, issued_on, due_on, note, seller, buyer, look, taxes, discount_bps, subtotal, discount, tax,
    total, author_id, author_name, created_at ON invoice
BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER invoice_is_not_removed BEFORE DELETE ON invoice
WHEN EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
    AND EXISTS (SELECT 1 FROM agency WHERE id = OLD.agency_id)
BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END;
CREATE TRIGGER invoice_line_is_not_changed BEFORE UPDATE ON invoice_line
BEGIN SELECT RAISE(ABORT, 'invoice_line is append-only'); END;
CREATE TRIGGER invoice_line_is_not_removed BEFORE DELETE ON invoice_line
WHEN EXISTS (SELECT 1 FROM invoice WHERE id = OLD.invoice_id)
    AND EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
    AND EXISTS (SELECT 1 FROM agency WHERE id = OLD.agency_id)
BEGIN SELECT RAISE(ABORT, 'invoice_line is append-only'); END;
CREATE TRIGGER form_version_is_not_changed BEFORE UPDATE ON form_version
BEGIN SELECT RAISE(ABORT, 'form_version is append-only'); END;
CREATE TRIGGER form_version_is_not_removed BEFORE DELETE ON form_version
WHEN EXISTS (SELECT 1 FROM form WHERE id = OLD.form_id)
    AND EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
    AND EXISTS (SELECT 1 FROM agency WHERE id = OLD.agency_id)
    AND EXISTS (SELECT 1 FROM staff_user WHERE id = OLD.author_id)
BEGIN SELECT RAISE(ABORT, 'form_version is append-only'); END;
CREATE TRIGGER form_submission_is_not_changed BEFORE UPDATE OF id, agency_id, workspace_id, form_id, version_id,
    answers, author_id, author_name, created_at ON form_submission
BEGIN SELECT RAISE(ABORT, 'form_submission is append-only'); END;
CREATE TRIGGER form_submission_is_not_removed BEFORE DELETE ON form_submission
WHEN EXISTS (SELECT 1 FROM form WHERE id = OLD.form_id)
    AND EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
    AND EXISTS (SELECT 1 FROM agency WHERE id = OLD.agency_id)
BEGIN SELECT RAISE(ABORT, 'form_submission is append-only'); END;
CREATE TRIGGER workflow_version_is_not_changed BEFORE UPDATE OF id, agency_id, workspace_id, workflow_id, number,
    definition, author_id, author_name, created_at ON workflow_version
BEGIN SELECT RAISE(ABORT, 'workflow_version is append-only'); END;
CREATE TRIGGER workflow_version_is_not_removed BEFORE DELETE ON workflow_version
WHEN EXISTS (SELECT 1 FROM workflow WHERE id = OLD.workflow_id)
    AND EXISTS (SELECT 1 FROM workspace WHERE id = OLD.workspace_id)
    AND EXISTS (SELECT 1 FROM agency WHERE id = OLD.agency_id)
    AND EXISTS (SELECT 1 FROM staff_user WHERE id = OLD.author_id)
BEGIN SELECT RAISE(ABORT, 'workflow_version is append-only'); END;
