-- A row goes only with what it belongs to: the arguments name, in pairs, the tables and the columns that lead there. What is
-- not named in an UPDATE's list goes on changing: how an invoice is settled, which run a form started, when a version was
-- published.
CREATE FUNCTION stays_as_it_is() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
CREATE FUNCTION goes_with_its_owner() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stands boolean;
BEGIN
    FOR place IN 0 .. TG_NARGS - 2 BY 2 LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1)', TG_ARGV[place])
        INTO stands USING (to_jsonb(OLD) ->> TG_ARGV[place + 1])::uuid;
        IF NOT stands THEN
            RETURN OLD;
        END IF;
    END LOOP;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER approval_decision_is_not_changed BEFORE UPDATE ON approval_decision
FOR EACH ROW EXECUTE FUNCTION stays_as_it_is();
CREATE TRIGGER approval_decision_is_not_removed BEFORE DELETE ON approval_decision
FOR EACH ROW EXECUTE FUNCTION goes_with_its_owner('approval', 'approval_id', 'workspace', 'workspace_id', 'agency', 'agency_id');
CREATE TRIGGER approval_decision_is_not_emptied BEFORE TRUNCATE ON approval_decision
FOR EACH STATEMENT EXECUTE FUNCTION stays_as_it_is();

CREATE TRIGGER approval_event_is_not_changed BEFORE UPDATE ON approval_event
FOR EACH ROW EXECUTE FUNCTION stays_as_it_is();
CREATE TRIGGER approval_event_is_not_removed BEFORE DELETE ON approval_event
FOR EACH ROW EXECUTE FUNCTION goes_with_its_owner('approval', 'approval_id', 'workspace', 'workspace_id', 'agency', 'agency_id');
CREATE TRIGGER approval_event_is_not_emptied BEFORE TRUNCATE ON approval_event
FOR EACH STATEMENT EXECUTE FUNCTION stays_as_it_is();

CREATE TRIGGER approval_version_is_not_changed BEFORE UPDATE ON approval_version
FOR EACH ROW EXECUTE FUNCTION stays_as_it_is();
CREATE TRIGGER approval_version_is_not_removed BEFORE DELETE ON approval_version
FOR EACH ROW EXECUTE FUNCTION goes_with_its_owner('approval', 'approval_id', 'workspace', 'workspace_id', 'agency', 'agency_id');
CREATE TRIGGER approval_version_is_not_emptied BEFORE TRUNCATE ON approval_version
FOR EACH STATEMENT EXECUTE FUNCTION stays_as_it_is();

CREATE TRIGGER invoice_is_not_changed BEFORE UPDATE OF id, agency_id, workspace_id, number, kind, corrects_id,
    currency, inclusive, issued_on, due_on, note, seller, buyer, look, taxes, discount_bps, subtotal, discount, tax,
    total, author_id, author_name, created_at ON invoice
FOR EACH ROW EXECUTE FUNCTION stays_as_it_is();
CREATE TRIGGER invoice_is_not_removed BEFORE DELETE ON invoice
FOR EACH ROW EXECUTE FUNCTION goes_with_its_owner('workspace', 'workspace_id', 'agency', 'agency_id');
CREATE TRIGGER invoice_is_not_emptied BEFORE TRUNCATE ON invoice
FOR EACH STATEMENT EXECUTE FUNCTION stays_as_it_is();

CREATE TRIGGER invoice_line_is_not_changed BEFORE UPDATE ON invoice_line
FOR EACH ROW EXECUTE FUNCTION stays_as_it_is();
CREATE TRIGGER invoice_line_is_not_removed BEFORE DELETE ON invoice_line
FOR EACH ROW EXECUTE FUNCTION goes_with_its_owner('invoice', 'invoice_id', 'workspace', 'workspace_id', 'agency', 'agency_id');
CREATE TRIGGER invoice_line_is_not_emptied BEFORE TRUNCATE ON invoice_line
FOR EACH STATEMENT EXECUTE FUNCTION stays_as_it_is();

CREATE TRIGGER form_version_is_not_changed BEFORE UPDATE ON form_version
FOR EACH ROW EXECUTE FUNCTION stays_as_it_is();
CREATE TRIGGER form_version_is_not_removed BEFORE DELETE ON form_version
FOR EACH ROW EXECUTE FUNCTION goes_with_its_owner('form', 'form_id', 'workspace', 'workspace_id', 'agency', 'agency_id', 'staff_user', 'author_id');
CREATE TRIGGER form_version_is_not_emptied BEFORE TRUNCATE ON form_version
FOR EACH STATEMENT EXECUTE FUNCTION stays_as_it_is();

CREATE TRIGGER form_submission_is_not_changed BEFORE UPDATE OF id, agency_id, workspace_id, form_id, version_id,
    answers, author_id, author_name, created_at ON form_submission
FOR EACH ROW EXECUTE FUNCTION stays_as_it_is();
CREATE TRIGGER form_submission_is_not_removed BEFORE DELETE ON form_submission
FOR EACH ROW EXECUTE FUNCTION goes_with_its_owner('form', 'form_id', 'workspace', 'workspace_id', 'agency', 'agency_id');
CREATE TRIGGER form_submission_is_not_emptied BEFORE TRUNCATE ON form_submission
FOR EACH STATEMENT EXECUTE FUNCTION stays_as_it_is();

CREATE TRIGGER workflow_version_is_not_changed BEFORE UPDATE OF id, agency_id, workspace_id, workflow_id, number,
    definition, author_id, author_name, created_at ON workflow_version
FOR EACH ROW EXECUTE FUNCTION stays_as_it_is();
CREATE TRIGGER workflow_version_is_not_removed BEFORE DELETE ON workflow_version
FOR EACH ROW EXECUTE FUNCTION goes_with_its_owner('workflow', 'workflow_id', 'workspace', 'workspace_id', 'agency', 'agency_id', 'staff_user', 'author_id');
CREATE TRIGGER workflow_version_is_not_emptied BEFORE TRUNCATE ON workflow_version
FOR EACH STATEMENT EXECUTE FUNCTION stays_as_it_is();
