-- The journal of keyed withdrawals, shared by many machines. Steps are appended; nothing is ever updated or deleted.
CREATE SCHEMA IF NOT EXISTS aqayepardakht;

CREATE TABLE IF NOT EXISTS aqayepardakht.schema_version (
    version integer PRIMARY KEY,
    since timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE IF NOT EXISTS aqayepardakht.journal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL,
    endpoint text NOT NULL,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (account, endpoint)
);

CREATE TABLE IF NOT EXISTS aqayepardakht.step (
    journal bigint NOT NULL REFERENCES aqayepardakht.journal,
    position bigint GENERATED ALWAYS AS IDENTITY,

    -- Two payers who decided on the same state of a key collide here.
    key text NOT NULL,
    step integer NOT NULL CHECK (step > 0),
    comparison_form text NOT NULL,

    -- Payments of one amount and IBAN can be mistaken for one another. Two who decided on the same state of them collide here.
    amount bigint NOT NULL CHECK (amount > 0),
    iban text NOT NULL,
    like_step bigint NOT NULL CHECK (like_step > 0),

    -- The state of those payments after this step, so that no reader has to go through them all.
    open_keys text[] NOT NULL,
    adopted_in_flight_until timestamptz,

    type text NOT NULL CHECK (type IN ('intent', 'unknown', 'made', 'refused', 'not-made')),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    by_role text NOT NULL DEFAULT session_user,

    -- Whether this very attempt to append a step succeeded can be seen although its response was lost.
    token uuid NOT NULL,

    baseline_id bigint,
    baseline_read_at timestamptz,
    timeout_seconds double precision,
    id bigint,
    adopted boolean,
    status integer,
    made_amount bigint,
    made_iban text,
    differs boolean,
    holder_name text,
    bank_name text,
    created_at timestamp,
    code integer,
    reason text,
    resolved_by text,

    PRIMARY KEY (journal, key, step),
    UNIQUE (journal, amount, iban, like_step),
    CHECK (type <> 'intent' OR (baseline_id >= 0 AND timeout_seconds >= 0)),
    CHECK (type <> 'made' OR (id IS NOT NULL AND status IS NOT NULL))
);

-- A withdrawal belongs to one key.
CREATE UNIQUE INDEX IF NOT EXISTS step_claim ON aqayepardakht.step (journal, id) WHERE type = 'made';
CREATE INDEX IF NOT EXISTS step_position ON aqayepardakht.step (journal, position);
-- Two keys that a person takes for the same are one payment.
CREATE UNIQUE INDEX IF NOT EXISTS step_comparison_form ON aqayepardakht.step (journal, comparison_form) WHERE step = 1;
CREATE INDEX IF NOT EXISTS step_baseline ON aqayepardakht.step (journal, baseline_id) WHERE type = 'intent';
CREATE INDEX IF NOT EXISTS step_clock ON aqayepardakht.step (journal, position)
    WHERE type = 'made' AND adopted IS NOT TRUE AND created_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS step_differs ON aqayepardakht.step (journal) WHERE differs;

INSERT INTO aqayepardakht.schema_version (version) VALUES (1) ON CONFLICT DO NOTHING;
