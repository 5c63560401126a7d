--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: frozen_checklist_checklist_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_checklist_checklist_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.state <> 'draft' THEN RAISE EXCEPTION 'frozen: this row was published and does not change any more; make a new version instead' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_checklist_checklist_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_checklist_checklist_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM checklist_checklist c WHERE c.state <> 'draft' AND (c.id = NEW.id OR c.version = NEW.version OR (c.state = 'published' AND NEW.state = 'published'))) THEN RAISE EXCEPTION 'frozen: this row was published and does not change any more; make a new version instead' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_checklist_checklist_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_checklist_checklist_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF (OLD.state <> 'draft' AND (OLD.state <> 'published' OR NEW.state <> 'superseded' OR OLD.id <> NEW.id OR (OLD.id IS NULL) <> (NEW.id IS NULL) OR OLD.version <> NEW.version OR (OLD.version IS NULL) <> (NEW.version IS NULL) OR OLD.title_nl <> NEW.title_nl OR (OLD.title_nl IS NULL) <> (NEW.title_nl IS NULL) OR OLD.title_en <> NEW.title_en OR (OLD.title_en IS NULL) <> (NEW.title_en IS NULL) OR OLD.fictional <> NEW.fictional OR (OLD.fictional IS NULL) <> (NEW.fictional IS NULL) OR OLD.made_by_id <> NEW.made_by_id OR (OLD.made_by_id IS NULL) <> (NEW.made_by_id IS NULL) OR OLD.made_at <> NEW.made_at OR (OLD.made_at IS NULL) <> (NEW.made_at IS NULL) OR OLD.published_by_id <> NEW.published_by_id OR (OLD.published_by_id IS NULL) <> (NEW.published_by_id IS NULL) OR OLD.published_at <> NEW.published_at OR (OLD.published_at IS NULL) <> (NEW.published_at IS NULL))) OR EXISTS (SELECT 1 FROM checklist_checklist c WHERE c.state <> 'draft' AND (c.id = NEW.id OR c.version = NEW.version OR (c.state = 'published' AND NEW.state = 'published')) AND c.id <> OLD.id) THEN RAISE EXCEPTION 'frozen: this row was published and does not change any more; make a new version instead' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_checklist_question_delete(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_checklist_question_delete() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.published THEN RAISE EXCEPTION 'frozen: this row was published and does not change any more; make a new version instead' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$;


--
-- Name: frozen_checklist_question_insert(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_checklist_question_insert() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF EXISTS (SELECT 1 FROM checklist_question q WHERE q.published AND (q.checklist_id = NEW.checklist_id OR q.id = NEW.id)) THEN RAISE EXCEPTION 'frozen: this row was published and does not change any more; make a new version instead' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: frozen_checklist_question_update(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.frozen_checklist_question_update() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN IF OLD.published OR NEW.id <> OLD.id OR NEW.checklist_id <> OLD.checklist_id THEN RAISE EXCEPTION 'frozen: this row was published and does not change any more; make a new version instead' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$;


--
-- Name: refuse_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'append-only: this table is written once; write a new row instead' USING ERRCODE = 'integrity_constraint_violation'; END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: axes_accessattempt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);


--
-- Name: axes_accessattempt_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: axes_accessattemptexpiration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Name: axes_accessfailurelog; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);


--
-- Name: axes_accessfailurelog_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: axes_accesslog; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);


--
-- Name: axes_accesslog_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_accessline; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_accessline (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    case_uuid uuid,
    actor character varying(10) NOT NULL,
    role character varying(20) NOT NULL,
    team character varying(100) NOT NULL,
    purpose character varying(20) NOT NULL,
    part character varying(40) NOT NULL,
    outcome character varying(10) NOT NULL,
    sentence bytea NOT NULL,
    account_id bigint,
    CONSTRAINT a_look_by_staff_has_a_person CHECK (((NOT ((actor)::text = 'staff'::text)) OR (account_id IS NOT NULL))),
    CONSTRAINT a_look_by_staff_has_a_purpose CHECK (((NOT (((actor)::text = 'staff'::text) AND ((outcome)::text = ANY ((ARRAY['shown'::character varying, 'saved'::character varying])::text[])))) OR (NOT ((purpose)::text = ''::text)))),
    CONSTRAINT checklist_accessline_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_accessline_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_accessline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_accessline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_account (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    username character varying(80) NOT NULL,
    display_name character varying(120) NOT NULL,
    phone character varying(40) NOT NULL,
    is_active boolean NOT NULL,
    is_shielded boolean NOT NULL,
    is_caseworker boolean NOT NULL,
    is_team_lead boolean NOT NULL,
    is_editor boolean NOT NULL,
    is_approver boolean NOT NULL,
    is_privacy_officer boolean NOT NULL,
    password_is_one_time boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    team_id bigint NOT NULL
);


--
-- Name: checklist_account_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_answer; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_answer (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    value bytea NOT NULL,
    voice character varying(12) NOT NULL,
    version integer NOT NULL,
    from_paper boolean NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    saved_by_id bigint NOT NULL,
    case_id bigint NOT NULL,
    key_id uuid,
    question_id bigint NOT NULL,
    CONSTRAINT checklist_answer_version_check CHECK ((version >= 0))
);


--
-- Name: checklist_answer_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_case; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_case (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    fictional boolean NOT NULL,
    stage smallint NOT NULL,
    goal bytea NOT NULL,
    goal_state character varying(12) NOT NULL,
    companion boolean NOT NULL,
    research_told_at timestamp with time zone,
    research_objected_at timestamp with time zone,
    read_back_at timestamp with time zone,
    version integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closed_reason character varying(20) NOT NULL,
    keep_until date,
    caseworker_id bigint NOT NULL,
    checklist_id bigint NOT NULL,
    client_id bigint,
    team_id bigint NOT NULL,
    CONSTRAINT checklist_case_stage_check CHECK ((stage >= 0)),
    CONSTRAINT checklist_case_version_check CHECK ((version >= 0)),
    CONSTRAINT the_client_is_told_of_research_before_the_first_answer CHECK (((stage <= 1) OR (research_told_at IS NOT NULL)))
);


--
-- Name: checklist_case_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_checklist; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_checklist (
    id bigint NOT NULL,
    version integer NOT NULL,
    title_nl character varying(120) NOT NULL,
    title_en character varying(120) NOT NULL,
    state character varying(12) NOT NULL,
    fictional boolean NOT NULL,
    made_at timestamp with time zone NOT NULL,
    published_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    published_by_id bigint,
    CONSTRAINT checklist_checklist_version_check CHECK ((version >= 0))
);


--
-- Name: checklist_checklist_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_checklist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_checklist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_checklist_releases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_checklist_releases (
    id bigint NOT NULL,
    checklist_id bigint NOT NULL,
    release_id bigint NOT NULL
);


--
-- Name: checklist_checklist_releases_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_checklist_releases ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_checklist_releases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_client; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_client (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    number character varying(40) NOT NULL,
    display_name character varying(120) NOT NULL,
    fictional boolean NOT NULL,
    made_at timestamp with time zone NOT NULL
);


--
-- Name: checklist_client_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_client ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_client_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_clientcode; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_clientcode (
    id bigint NOT NULL,
    client_key uuid NOT NULL,
    case_uuid uuid NOT NULL,
    code_hash character varying(64) NOT NULL,
    pin_hash character varying(200) NOT NULL,
    tries smallint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    CONSTRAINT checklist_clientcode_tries_check CHECK ((tries >= 0))
);


--
-- Name: checklist_clientcode_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_clientcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_clientcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_clientrequest; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_clientrequest (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    case_uuid uuid NOT NULL,
    kind character varying(12) NOT NULL,
    about uuid,
    about_question character varying(40) NOT NULL,
    words bytea NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer bytea NOT NULL,
    answered_at timestamp with time zone,
    answered_by_id bigint,
    owner_id bigint
);


--
-- Name: checklist_clientrequest_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_clientrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_clientrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_datakey; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_datakey (
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    kind character varying(10) NOT NULL,
    wrapped bytea NOT NULL,
    made_at timestamp with time zone NOT NULL
);


--
-- Name: checklist_decision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_decision (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    once_key uuid NOT NULL,
    client_agrees boolean NOT NULL,
    route character varying(20) NOT NULL,
    next_step bytea NOT NULL,
    revisit_on date,
    case_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    supersedes_id bigint,
    snapshot_id bigint NOT NULL,
    CONSTRAINT checklist_decision_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_decision_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_draw; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_draw (
    id bigint NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    decision_id bigint NOT NULL,
    drawn_by_id bigint NOT NULL,
    team_id bigint NOT NULL
);


--
-- Name: checklist_draw_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_draw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_draw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_erasure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_erasure (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    what character varying(10) NOT NULL,
    subject uuid NOT NULL,
    ground character varying(20) NOT NULL,
    account_id bigint,
    CONSTRAINT checklist_erasure_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_erasure_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_evidencesnapshot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_evidencesnapshot (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    language character varying(5) NOT NULL,
    parts jsonb NOT NULL,
    directions jsonb NOT NULL,
    app_version character varying(40) NOT NULL,
    case_id bigint NOT NULL,
    checklist_id bigint NOT NULL,
    shown_by_id bigint NOT NULL,
    supersedes_id bigint,
    CONSTRAINT checklist_evidencesnapshot_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_evidencesnapshot_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_evidencesnapshot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_evidencesnapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_finding; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_finding (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    type character varying(12) NOT NULL,
    comparison character varying(40) NOT NULL,
    service character varying(60) NOT NULL,
    outcome character varying(60) NOT NULL,
    term_months smallint,
    "primary" boolean NOT NULL,
    characteristic character varying(60) NOT NULL,
    "group" character varying(60) NOT NULL,
    group_definition character varying(300) NOT NULL,
    unit character varying(60) NOT NULL,
    scale character varying(10) NOT NULL,
    estimate numeric(14,4),
    se numeric(14,4),
    lower numeric(14,4),
    upper numeric(14,4),
    interval_kind character varying(40) NOT NULL,
    level_with numeric(14,4),
    level_without numeric(14,4),
    n integer,
    caseworkers integer,
    naive numeric(14,4),
    difference_vs_complement numeric(14,4),
    difference_p_holm numeric(7,6),
    p_holm numeric(7,6),
    verdict character varying(20) NOT NULL,
    certainty character varying(12) NOT NULL,
    place character varying(200) NOT NULL,
    period character varying(60) NOT NULL,
    source character varying(400) NOT NULL,
    reason_empty character varying(300) NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_reason text NOT NULL,
    withdrawn_by_id bigint,
    release_id bigint NOT NULL,
    CONSTRAINT a_withdrawn_finding_has_a_person_and_a_reason CHECK (((withdrawn_at IS NULL) OR ((withdrawn_by_id IS NOT NULL) AND (NOT (withdrawn_reason = ''::text))))),
    CONSTRAINT checklist_finding_caseworkers_check CHECK ((caseworkers >= 0)),
    CONSTRAINT checklist_finding_n_check CHECK ((n >= 0)),
    CONSTRAINT checklist_finding_position_check CHECK (("position" >= 0)),
    CONSTRAINT checklist_finding_term_months_check CHECK ((term_months >= 0))
);


--
-- Name: checklist_finding_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_finding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_finding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_firstidea; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_firstidea (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    whose character varying(12) NOT NULL,
    kind character varying(14) NOT NULL,
    services jsonb NOT NULL,
    words bytea NOT NULL,
    case_id bigint NOT NULL,
    recorded_by_id bigint,
    CONSTRAINT a_first_idea_names_a_service CHECK (((NOT ((kind)::text = 'services'::text)) OR (NOT (services = '[]'::jsonb)))),
    CONSTRAINT checklist_firstidea_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_firstidea_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_firstidea ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_firstidea_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_givenvoice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_givenvoice (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    once_key uuid NOT NULL,
    kind character varying(14) NOT NULL,
    services jsonb NOT NULL,
    words bytea NOT NULL,
    family character varying(16) NOT NULL,
    after_evidence character varying(10) NOT NULL,
    agrees boolean NOT NULL,
    case_id bigint NOT NULL,
    snapshot_id bigint NOT NULL,
    CONSTRAINT a_given_choice_names_a_service CHECK (((NOT ((kind)::text = 'services'::text)) OR (NOT (services = '[]'::jsonb)))),
    CONSTRAINT checklist_givenvoice_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_givenvoice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_givenvoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_givenvoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_grouppolicy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_grouppolicy (
    id bigint NOT NULL,
    characteristic character varying(60) NOT NULL,
    state character varying(10) NOT NULL,
    reason_nl text NOT NULL,
    reason_en text NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    approved_by_id bigint,
    proposed_by_id bigint NOT NULL,
    CONSTRAINT a_group_policy_is_approved_by_a_second_person CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL)))))
);


--
-- Name: checklist_grouppolicy_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_grouppolicy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_grouppolicy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_override; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_override (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    whose character varying(12) NOT NULL,
    fictional boolean NOT NULL,
    caseworker_family character varying(16) NOT NULL,
    client_family character varying(16) NOT NULL,
    chosen jsonb NOT NULL,
    departs jsonb NOT NULL,
    caseworker_id bigint NOT NULL,
    decision_id bigint NOT NULL,
    team_id bigint NOT NULL,
    CONSTRAINT checklist_override_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_override_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_override ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_override_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_purposeoftheday; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_purposeoftheday (
    id bigint NOT NULL,
    case_uuid uuid NOT NULL,
    day date NOT NULL,
    purpose character varying(20) NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL
);


--
-- Name: checklist_purposeoftheday_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_purposeoftheday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_purposeoftheday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_question; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_question (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    "position" smallint NOT NULL,
    topic_nl character varying(80) NOT NULL,
    topic_en character varying(80) NOT NULL,
    kind character varying(10) NOT NULL,
    text_nl character varying(300) NOT NULL,
    text_en character varying(300) NOT NULL,
    help_nl character varying(400) NOT NULL,
    help_en character varying(400) NOT NULL,
    options jsonb NOT NULL,
    lines jsonb NOT NULL,
    own_words boolean NOT NULL,
    ground character varying(10) NOT NULL,
    use_nl character varying(300) NOT NULL,
    use_en character varying(300) NOT NULL,
    characteristic character varying(60) NOT NULL,
    measured_nl character varying(300) NOT NULL,
    measured_en character varying(300) NOT NULL,
    sensitive boolean NOT NULL,
    depends_on character varying(40) NOT NULL,
    depends_values jsonb NOT NULL,
    published boolean NOT NULL,
    checklist_id bigint NOT NULL,
    fixed boolean NOT NULL,
    prompt_en character varying(300) NOT NULL,
    prompt_nl character varying(300) NOT NULL,
    CONSTRAINT a_practical_question_is_never_matched CHECK (((NOT ((ground)::text = 'practical'::text)) OR ((characteristic)::text = ''::text))),
    CONSTRAINT a_question_for_research_names_its_characteristic CHECK (((NOT ((ground)::text = 'effect'::text)) OR (NOT ((characteristic)::text = ''::text)))),
    CONSTRAINT checklist_question_position_check CHECK (("position" >= 0))
);


--
-- Name: checklist_question_findings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_question_findings (
    id bigint NOT NULL,
    question_id bigint NOT NULL,
    finding_id bigint NOT NULL
);


--
-- Name: checklist_question_findings_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_question_findings ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_question_findings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_question_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_release; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_release (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    digest character varying(64) NOT NULL,
    title_nl character varying(200) NOT NULL,
    title_en character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    fictional boolean NOT NULL,
    design character varying(40) NOT NULL,
    place character varying(200) NOT NULL,
    period character varying(60) NOT NULL,
    outcome_period_end date,
    direction_comparison character varying(40) NOT NULL,
    gates_passed boolean NOT NULL,
    manifest jsonb NOT NULL,
    checks jsonb NOT NULL,
    power jsonb NOT NULL,
    explanation text NOT NULL,
    state character varying(10) NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    expires_on date,
    withdrawn_at timestamp with time zone,
    withdrawn_reason text NOT NULL,
    approved_by_id bigint,
    imported_by_id bigint NOT NULL,
    withdrawn_by_id bigint,
    CONSTRAINT a_release_is_approved_by_a_second_person CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = imported_by_id) AND (approved_by_id IS NOT NULL))))),
    CONSTRAINT a_withdrawn_release_has_a_person_and_a_reason CHECK (((NOT ((state)::text = 'withdrawn'::text)) OR ((withdrawn_at IS NOT NULL) AND (withdrawn_by_id IS NOT NULL) AND (NOT (withdrawn_reason = ''::text))))),
    CONSTRAINT an_approved_release_has_an_approver CHECK (((NOT ((state)::text = 'approved'::text)) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL))))
);


--
-- Name: checklist_release_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_release ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_release_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_review; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_review (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    understandable character varying(10) NOT NULL,
    client_heard character varying(10) NOT NULL,
    learn bytea NOT NULL,
    to_editor boolean NOT NULL,
    decision_id bigint NOT NULL,
    reviewer_id bigint NOT NULL,
    team_id bigint NOT NULL,
    CONSTRAINT checklist_review_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_review_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_service; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_service (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    "position" smallint NOT NULL,
    level character varying(12) NOT NULL,
    name_nl character varying(120) NOT NULL,
    name_en character varying(120) NOT NULL,
    text_nl text NOT NULL,
    text_en text NOT NULL,
    hours_nl character varying(200) NOT NULL,
    hours_en character varying(200) NOT NULL,
    place_nl character varying(200) NOT NULL,
    place_en character varying(200) NOT NULL,
    start_nl character varying(200) NOT NULL,
    start_en character varying(200) NOT NULL,
    extra_nl character varying(300) NOT NULL,
    extra_en character varying(300) NOT NULL,
    is_on boolean NOT NULL,
    fictional boolean NOT NULL,
    updated_on date NOT NULL,
    updated_by_id bigint NOT NULL,
    version integer NOT NULL,
    CONSTRAINT checklist_service_position_check CHECK (("position" >= 0)),
    CONSTRAINT checklist_service_version_check CHECK ((version >= 0))
);


--
-- Name: checklist_service_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_service ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_service_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_servicelink; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_servicelink (
    id bigint NOT NULL,
    key_in_release character varying(60) NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    linked_by_id bigint NOT NULL,
    release_id bigint NOT NULL,
    service_id bigint NOT NULL
);


--
-- Name: checklist_servicelink_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_servicelink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_servicelink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_servicevoice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_servicevoice (
    id bigint NOT NULL,
    service character varying(60) NOT NULL,
    words bytea NOT NULL,
    on_own_device boolean NOT NULL,
    said_at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL
);


--
-- Name: checklist_servicevoice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_servicevoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_servicevoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_standin; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_standin (
    id bigint NOT NULL,
    until date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    case_id bigint NOT NULL,
    made_by_id bigint NOT NULL
);


--
-- Name: checklist_standin_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_standin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_standin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_team; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_team (
    id bigint NOT NULL,
    name character varying(100) NOT NULL
);


--
-- Name: checklist_team_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_team ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_team_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: checklist_voice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.checklist_voice (
    id bigint NOT NULL,
    uuid uuid NOT NULL,
    client_key uuid NOT NULL,
    seq integer NOT NULL,
    previous character varying(64) NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    whose character varying(12) NOT NULL,
    kind character varying(14) NOT NULL,
    services jsonb NOT NULL,
    words bytea NOT NULL,
    family character varying(16) NOT NULL,
    after_evidence character varying(10) NOT NULL,
    how character varying(16) NOT NULL,
    how_words bytea NOT NULL,
    decision_id bigint NOT NULL,
    CONSTRAINT a_choice_names_a_service CHECK (((NOT ((kind)::text = 'services'::text)) OR (NOT (services = '[]'::jsonb)))),
    CONSTRAINT checklist_voice_seq_check CHECK ((seq >= 0))
);


--
-- Name: checklist_voice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.checklist_voice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklist_voice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_permission VALUES (1, 'Can add permission', 1, 'add_permission');
INSERT INTO public.auth_permission VALUES (2, 'Can change permission', 1, 'change_permission');
INSERT INTO public.auth_permission VALUES (3, 'Can delete permission', 1, 'delete_permission');
INSERT INTO public.auth_permission VALUES (4, 'Can view permission', 1, 'view_permission');
INSERT INTO public.auth_permission VALUES (5, 'Can add group', 2, 'add_group');
INSERT INTO public.auth_permission VALUES (6, 'Can change group', 2, 'change_group');
INSERT INTO public.auth_permission VALUES (7, 'Can delete group', 2, 'delete_group');
INSERT INTO public.auth_permission VALUES (8, 'Can view group', 2, 'view_group');
INSERT INTO public.auth_permission VALUES (9, 'Can add content type', 3, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (10, 'Can change content type', 3, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (11, 'Can delete content type', 3, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (12, 'Can view content type', 3, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (13, 'Can add session', 4, 'add_session');
INSERT INTO public.auth_permission VALUES (14, 'Can change session', 4, 'change_session');
INSERT INTO public.auth_permission VALUES (15, 'Can delete session', 4, 'delete_session');
INSERT INTO public.auth_permission VALUES (16, 'Can view session', 4, 'view_session');
INSERT INTO public.auth_permission VALUES (17, 'Can add access attempt', 5, 'add_accessattempt');
INSERT INTO public.auth_permission VALUES (18, 'Can change access attempt', 5, 'change_accessattempt');
INSERT INTO public.auth_permission VALUES (19, 'Can delete access attempt', 5, 'delete_accessattempt');
INSERT INTO public.auth_permission VALUES (20, 'Can view access attempt', 5, 'view_accessattempt');
INSERT INTO public.auth_permission VALUES (21, 'Can add access log', 6, 'add_accesslog');
INSERT INTO public.auth_permission VALUES (22, 'Can change access log', 6, 'change_accesslog');
INSERT INTO public.auth_permission VALUES (23, 'Can delete access log', 6, 'delete_accesslog');
INSERT INTO public.auth_permission VALUES (24, 'Can view access log', 6, 'view_accesslog');
INSERT INTO public.auth_permission VALUES (25, 'Can add access failure', 7, 'add_accessfailurelog');
INSERT INTO public.auth_permission VALUES (26, 'Can change access failure', 7, 'change_accessfailurelog');
INSERT INTO public.auth_permission VALUES (27, 'Can delete access failure', 7, 'delete_accessfailurelog');
INSERT INTO public.auth_permission VALUES (28, 'Can view access failure', 7, 'view_accessfailurelog');
INSERT INTO public.auth_permission VALUES (29, 'Can add access attempt expiration', 8, 'add_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (30, 'Can change access attempt expiration', 8, 'change_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (31, 'Can delete access attempt expiration', 8, 'delete_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (32, 'Can view access attempt expiration', 8, 'view_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (33, 'Can add account', 9, 'add_account');
INSERT INTO public.auth_permission VALUES (34, 'Can change account', 9, 'change_account');
INSERT INTO public.auth_permission VALUES (35, 'Can delete account', 9, 'delete_account');
INSERT INTO public.auth_permission VALUES (36, 'Can view account', 9, 'view_account');
INSERT INTO public.auth_permission VALUES (37, 'Can add client', 10, 'add_client');
INSERT INTO public.auth_permission VALUES (38, 'Can change client', 10, 'change_client');
INSERT INTO public.auth_permission VALUES (39, 'Can delete client', 10, 'delete_client');
INSERT INTO public.auth_permission VALUES (40, 'Can view client', 10, 'view_client');
INSERT INTO public.auth_permission VALUES (41, 'Can add team', 11, 'add_team');
INSERT INTO public.auth_permission VALUES (42, 'Can change team', 11, 'change_team');
INSERT INTO public.auth_permission VALUES (43, 'Can delete team', 11, 'delete_team');
INSERT INTO public.auth_permission VALUES (44, 'Can view team', 11, 'view_team');
INSERT INTO public.auth_permission VALUES (45, 'Can add checklist', 12, 'add_checklist');
INSERT INTO public.auth_permission VALUES (46, 'Can change checklist', 12, 'change_checklist');
INSERT INTO public.auth_permission VALUES (47, 'Can delete checklist', 12, 'delete_checklist');
INSERT INTO public.auth_permission VALUES (48, 'Can view checklist', 12, 'view_checklist');
INSERT INTO public.auth_permission VALUES (49, 'Can add case', 13, 'add_case');
INSERT INTO public.auth_permission VALUES (50, 'Can change case', 13, 'change_case');
INSERT INTO public.auth_permission VALUES (51, 'Can delete case', 13, 'delete_case');
INSERT INTO public.auth_permission VALUES (52, 'Can view case', 13, 'view_case');
INSERT INTO public.auth_permission VALUES (53, 'Can add client request', 14, 'add_clientrequest');
INSERT INTO public.auth_permission VALUES (54, 'Can change client request', 14, 'change_clientrequest');
INSERT INTO public.auth_permission VALUES (55, 'Can delete client request', 14, 'delete_clientrequest');
INSERT INTO public.auth_permission VALUES (56, 'Can view client request', 14, 'view_clientrequest');
INSERT INTO public.auth_permission VALUES (57, 'Can add data key', 15, 'add_datakey');
INSERT INTO public.auth_permission VALUES (58, 'Can change data key', 15, 'change_datakey');
INSERT INTO public.auth_permission VALUES (59, 'Can delete data key', 15, 'delete_datakey');
INSERT INTO public.auth_permission VALUES (60, 'Can view data key', 15, 'view_datakey');
INSERT INTO public.auth_permission VALUES (61, 'Can add evidence snapshot', 16, 'add_evidencesnapshot');
INSERT INTO public.auth_permission VALUES (62, 'Can change evidence snapshot', 16, 'change_evidencesnapshot');
INSERT INTO public.auth_permission VALUES (63, 'Can delete evidence snapshot', 16, 'delete_evidencesnapshot');
INSERT INTO public.auth_permission VALUES (64, 'Can view evidence snapshot', 16, 'view_evidencesnapshot');
INSERT INTO public.auth_permission VALUES (65, 'Can add decision', 17, 'add_decision');
INSERT INTO public.auth_permission VALUES (66, 'Can change decision', 17, 'change_decision');
INSERT INTO public.auth_permission VALUES (67, 'Can delete decision', 17, 'delete_decision');
INSERT INTO public.auth_permission VALUES (68, 'Can view decision', 17, 'view_decision');
INSERT INTO public.auth_permission VALUES (69, 'Can add finding', 18, 'add_finding');
INSERT INTO public.auth_permission VALUES (70, 'Can change finding', 18, 'change_finding');
INSERT INTO public.auth_permission VALUES (71, 'Can delete finding', 18, 'delete_finding');
INSERT INTO public.auth_permission VALUES (72, 'Can view finding', 18, 'view_finding');
INSERT INTO public.auth_permission VALUES (73, 'Can add first idea', 19, 'add_firstidea');
INSERT INTO public.auth_permission VALUES (74, 'Can change first idea', 19, 'change_firstidea');
INSERT INTO public.auth_permission VALUES (75, 'Can delete first idea', 19, 'delete_firstidea');
INSERT INTO public.auth_permission VALUES (76, 'Can view first idea', 19, 'view_firstidea');
INSERT INTO public.auth_permission VALUES (77, 'Can add group policy', 20, 'add_grouppolicy');
INSERT INTO public.auth_permission VALUES (78, 'Can change group policy', 20, 'change_grouppolicy');
INSERT INTO public.auth_permission VALUES (79, 'Can delete group policy', 20, 'delete_grouppolicy');
INSERT INTO public.auth_permission VALUES (80, 'Can view group policy', 20, 'view_grouppolicy');
INSERT INTO public.auth_permission VALUES (81, 'Can add purpose of the day', 21, 'add_purposeoftheday');
INSERT INTO public.auth_permission VALUES (82, 'Can change purpose of the day', 21, 'change_purposeoftheday');
INSERT INTO public.auth_permission VALUES (83, 'Can delete purpose of the day', 21, 'delete_purposeoftheday');
INSERT INTO public.auth_permission VALUES (84, 'Can view purpose of the day', 21, 'view_purposeoftheday');
INSERT INTO public.auth_permission VALUES (85, 'Can add question', 22, 'add_question');
INSERT INTO public.auth_permission VALUES (86, 'Can change question', 22, 'change_question');
INSERT INTO public.auth_permission VALUES (87, 'Can delete question', 22, 'delete_question');
INSERT INTO public.auth_permission VALUES (88, 'Can view question', 22, 'view_question');
INSERT INTO public.auth_permission VALUES (89, 'Can add answer', 23, 'add_answer');
INSERT INTO public.auth_permission VALUES (90, 'Can change answer', 23, 'change_answer');
INSERT INTO public.auth_permission VALUES (91, 'Can delete answer', 23, 'delete_answer');
INSERT INTO public.auth_permission VALUES (92, 'Can view answer', 23, 'view_answer');
INSERT INTO public.auth_permission VALUES (93, 'Can add release', 24, 'add_release');
INSERT INTO public.auth_permission VALUES (94, 'Can change release', 24, 'change_release');
INSERT INTO public.auth_permission VALUES (95, 'Can delete release', 24, 'delete_release');
INSERT INTO public.auth_permission VALUES (96, 'Can view release', 24, 'view_release');
INSERT INTO public.auth_permission VALUES (97, 'Can add service', 25, 'add_service');
INSERT INTO public.auth_permission VALUES (98, 'Can change service', 25, 'change_service');
INSERT INTO public.auth_permission VALUES (99, 'Can delete service', 25, 'delete_service');
INSERT INTO public.auth_permission VALUES (100, 'Can view service', 25, 'view_service');
INSERT INTO public.auth_permission VALUES (101, 'Can add service link', 26, 'add_servicelink');
INSERT INTO public.auth_permission VALUES (102, 'Can change service link', 26, 'change_servicelink');
INSERT INTO public.auth_permission VALUES (103, 'Can delete service link', 26, 'delete_servicelink');
INSERT INTO public.auth_permission VALUES (104, 'Can view service link', 26, 'view_servicelink');
INSERT INTO public.auth_permission VALUES (105, 'Can add stand in', 27, 'add_standin');
INSERT INTO public.auth_permission VALUES (106, 'Can change stand in', 27, 'change_standin');
INSERT INTO public.auth_permission VALUES (107, 'Can delete stand in', 27, 'delete_standin');
INSERT INTO public.auth_permission VALUES (108, 'Can view stand in', 27, 'view_standin');
INSERT INTO public.auth_permission VALUES (109, 'Can add review', 28, 'add_review');
INSERT INTO public.auth_permission VALUES (110, 'Can change review', 28, 'change_review');
INSERT INTO public.auth_permission VALUES (111, 'Can delete review', 28, 'delete_review');
INSERT INTO public.auth_permission VALUES (112, 'Can view review', 28, 'view_review');
INSERT INTO public.auth_permission VALUES (113, 'Can add override', 29, 'add_override');
INSERT INTO public.auth_permission VALUES (114, 'Can change override', 29, 'change_override');
INSERT INTO public.auth_permission VALUES (115, 'Can delete override', 29, 'delete_override');
INSERT INTO public.auth_permission VALUES (116, 'Can view override', 29, 'view_override');
INSERT INTO public.auth_permission VALUES (117, 'Can add draw', 30, 'add_draw');
INSERT INTO public.auth_permission VALUES (118, 'Can change draw', 30, 'change_draw');
INSERT INTO public.auth_permission VALUES (119, 'Can delete draw', 30, 'delete_draw');
INSERT INTO public.auth_permission VALUES (120, 'Can view draw', 30, 'view_draw');
INSERT INTO public.auth_permission VALUES (121, 'Can add voice', 31, 'add_voice');
INSERT INTO public.auth_permission VALUES (122, 'Can change voice', 31, 'change_voice');
INSERT INTO public.auth_permission VALUES (123, 'Can delete voice', 31, 'delete_voice');
INSERT INTO public.auth_permission VALUES (124, 'Can view voice', 31, 'view_voice');
INSERT INTO public.auth_permission VALUES (125, 'Can add access line', 32, 'add_accessline');
INSERT INTO public.auth_permission VALUES (126, 'Can change access line', 32, 'change_accessline');
INSERT INTO public.auth_permission VALUES (127, 'Can delete access line', 32, 'delete_accessline');
INSERT INTO public.auth_permission VALUES (128, 'Can view access line', 32, 'view_accessline');
INSERT INTO public.auth_permission VALUES (129, 'Can add client code', 33, 'add_clientcode');
INSERT INTO public.auth_permission VALUES (130, 'Can change client code', 33, 'change_clientcode');
INSERT INTO public.auth_permission VALUES (131, 'Can delete client code', 33, 'delete_clientcode');
INSERT INTO public.auth_permission VALUES (132, 'Can view client code', 33, 'view_clientcode');
INSERT INTO public.auth_permission VALUES (133, 'Can add erasure', 34, 'add_erasure');
INSERT INTO public.auth_permission VALUES (134, 'Can change erasure', 34, 'change_erasure');
INSERT INTO public.auth_permission VALUES (135, 'Can delete erasure', 34, 'delete_erasure');
INSERT INTO public.auth_permission VALUES (136, 'Can view erasure', 34, 'view_erasure');
INSERT INTO public.auth_permission VALUES (137, 'Can add given voice', 35, 'add_givenvoice');
INSERT INTO public.auth_permission VALUES (138, 'Can change given voice', 35, 'change_givenvoice');
INSERT INTO public.auth_permission VALUES (139, 'Can delete given voice', 35, 'delete_givenvoice');
INSERT INTO public.auth_permission VALUES (140, 'Can view given voice', 35, 'view_givenvoice');
INSERT INTO public.auth_permission VALUES (141, 'Can add service voice', 36, 'add_servicevoice');
INSERT INTO public.auth_permission VALUES (142, 'Can change service voice', 36, 'change_servicevoice');
INSERT INTO public.auth_permission VALUES (143, 'Can delete service voice', 36, 'delete_servicevoice');
INSERT INTO public.auth_permission VALUES (144, 'Can view service voice', 36, 'view_servicevoice');


--
-- Data for Name: axes_accessattempt; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: axes_accessattemptexpiration; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: axes_accessfailurelog; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: axes_accesslog; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: checklist_accessline; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_accessline VALUES (1, '21fb00dc-421f-4e37-9325-a147828f58ff', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 1, '0000000000000000000000000000000000000000000000000000000000000000', 'fad1f1841f218bbf8003386c59af16097d33ef8d13086723d041ab0be47b2c78', '2026-11-30 10:32:42.302218+00', '903c2ea0-692e-40c9-a2f8-109a49aaf632', 'staff', 'caseworker', 'Team Noord', 'talk', 'opened', 'saved', '\x', 1);
INSERT INTO public.checklist_accessline VALUES (2, '6b9a8c83-e25d-4070-9a31-6f2c9aaa39f8', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 2, 'fad1f1841f218bbf8003386c59af16097d33ef8d13086723d041ab0be47b2c78', 'e1837892fc95a77ee20976274eb4593ea239144fd6633db98d64f6fdab3d938d', '2026-11-30 10:32:44.43128+00', '903c2ea0-692e-40c9-a2f8-109a49aaf632', 'staff', 'caseworker', 'Team Noord', 'talk', 'first_idea', 'saved', '\x', 1);
INSERT INTO public.checklist_accessline VALUES (3, 'bb7ae40e-3b93-4fed-87be-afa66f66d13c', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 3, 'e1837892fc95a77ee20976274eb4593ea239144fd6633db98d64f6fdab3d938d', '547aa1f79cd7f2ab01e3a54ad0af928dd30747fd3bed4fad583740bc642372a1', '2026-11-30 10:32:45.150043+00', '903c2ea0-692e-40c9-a2f8-109a49aaf632', 'staff', 'caseworker', 'Team Noord', 'talk', 'first_idea', 'saved', '\x', 1);
INSERT INTO public.checklist_accessline VALUES (4, '972e14b7-1065-494e-a7b0-a0c6dc44b137', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 4, '547aa1f79cd7f2ab01e3a54ad0af928dd30747fd3bed4fad583740bc642372a1', '86085e096bfe84a3fab2e6dabddcb87ad0a8191b1d04f04383e262dbdd1beb76', '2026-11-30 10:32:45.183687+00', '903c2ea0-692e-40c9-a2f8-109a49aaf632', 'staff', 'caseworker', 'Team Noord', 'talk', 'evidence', 'shown', '\x', 1);
INSERT INTO public.checklist_accessline VALUES (5, 'b6124ba0-3b41-482d-a757-68979cb8638f', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 5, '86085e096bfe84a3fab2e6dabddcb87ad0a8191b1d04f04383e262dbdd1beb76', '89bed39416138beaa4d4820ecf8fb8d4cd41dd4db90b601e5860b987dd0e11e2', '2026-11-30 10:32:45.381014+00', '903c2ea0-692e-40c9-a2f8-109a49aaf632', 'staff', 'caseworker', 'Team Noord', 'talk', 'choices', 'shown', '\x', 1);
INSERT INTO public.checklist_accessline VALUES (6, 'b96000d5-af5a-43f5-90d2-a2881b4d047b', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 6, '89bed39416138beaa4d4820ecf8fb8d4cd41dd4db90b601e5860b987dd0e11e2', 'cd6f50961e19c82e1447af7c8a238833b6bc20410bbc1dfb0882bd41ba3ca614', '2026-11-30 10:32:46.977793+00', '903c2ea0-692e-40c9-a2f8-109a49aaf632', 'staff', 'caseworker', 'Team Noord', 'talk', 'choices', 'saved', '\x', 1);
INSERT INTO public.checklist_accessline VALUES (7, '73041d10-c9e8-4381-8d5e-29578ecc7018', 'f429311f-7d3e-4192-ad25-f8923137a23e', 1, '0000000000000000000000000000000000000000000000000000000000000000', '1fff96913feed797cc4a7f5f1b8a8ba548c1e87511a6fe36883040237efb528e', '2026-11-30 10:32:47.278007+00', 'abdafeca-11e0-45c6-897d-af1517fe9727', 'staff', 'caseworker', 'Team Noord', 'talk', 'opened', 'saved', '\x', 1);


--
-- Data for Name: checklist_account; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_account VALUES (2, 'md5$4CKQHMrJkRpnxagMi9uwEs$d4ef782dfbf6e98432312dfc77ab4543', NULL, 'bilal', 'Bilal Kaya', '010 000 00 01', true, false, true, false, false, false, false, false, '2026-11-30 10:32:38.639023+00', 2);
INSERT INTO public.checklist_account VALUES (3, 'md5$I4SCHDDGawpyI7OdSTwSDI$70b3c2db29abaa7420ea7ec07ae939ae', NULL, 'carla', 'Carla Smit', '010 000 00 01', true, false, false, true, false, false, false, false, '2026-11-30 10:32:38.642217+00', 1);
INSERT INTO public.checklist_account VALUES (4, 'md5$JT9uoFlZm7LJaR7qcWw3Nu$3a7ab64dfc73533ea1e869c5d8b3783b', NULL, 'esra', 'Esra Yilmaz', '010 000 00 01', true, false, false, false, true, false, false, false, '2026-11-30 10:32:38.643213+00', 1);
INSERT INTO public.checklist_account VALUES (5, 'md5$Lw69MtCpJDAoCDBrXGeQ3s$5821f74520baabd7d8aa5b1afd8477f3', NULL, 'farid', 'Farid Amrani', '010 000 00 01', true, false, false, false, false, true, false, false, '2026-11-30 10:32:38.654019+00', 1);
INSERT INTO public.checklist_account VALUES (6, 'md5$qwsRBZ6tbZsBKxD3njAZ2W$cd4a4e3ee254dba75125ad404e2069c1', NULL, 'gerda', 'Gerda Vos', '010 000 00 01', true, false, false, false, false, false, true, false, '2026-11-30 10:32:38.665215+00', 1);
INSERT INTO public.checklist_account VALUES (1, 'md5$saRewr6mPJaUYJoI9E8Jo4$035aea63378ada357032f63d1b9ff1e8', '2026-11-30 10:32:43.250741+00', 'anouk', 'Anouk de Wit', '010 000 00 01', true, false, true, false, false, false, false, false, '2026-11-30 10:32:38.59031+00', 1);


--
-- Data for Name: checklist_answer; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_answer VALUES (1, 'given', '\xefda9a1660480bacdedf06aa7199e5ddfce8cb1f1852ba10753f0ec3a99e5883777097480e851ce5061abccb', 'right', 1, false, '2026-11-30 10:32:42.572613+00', 1, 1, '53414f14-a320-4350-b58c-a9a038e3928a', 8);
INSERT INTO public.checklist_answer VALUES (2, 'given', '\xfc6af49efa6521d6d5e8f914e4e997c8a2b601e9cf58c19baa5ce7fc8da60451778f8edf5b3856a81331b42e5d', 'right', 1, false, '2026-11-30 10:32:42.762231+00', 1, 1, '41bc1dae-64ff-4370-848b-92e1b66e14d3', 1);
INSERT INTO public.checklist_answer VALUES (3, 'given', '\xad2c531475d80cfa4528d4b3adf89276f689b36150ae5b2484c840c462eb2907fdeadb21dd512e0a6cfd', 'right', 1, false, '2026-11-30 10:32:42.884455+00', 1, 1, '9b3ead74-18d3-4922-b05e-1d10f1e5c48a', 3);
INSERT INTO public.checklist_answer VALUES (4, 'declined', '\x', 'right', 1, false, '2026-11-30 10:32:43.026581+00', 1, 1, NULL, 4);
INSERT INTO public.checklist_answer VALUES (5, 'given', '\x00744b821d5460ede1f3c3be23e96759d94e4f9f60da198cfdb5d37c588ed7968d3b292cd3f587c45145df9c6d2f48a5f7db2fc01af5fa813188dd36cc5d11d9e2af3e', 'right', 1, false, '2026-11-30 10:32:43.084007+00', 1, 1, 'd18186d9-805a-4ad7-94d2-ed4f2ac79704', 14);
INSERT INTO public.checklist_answer VALUES (6, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:43.143767+00', 1, 1, NULL, 7);
INSERT INTO public.checklist_answer VALUES (7, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:43.149965+00', 1, 1, NULL, 2);
INSERT INTO public.checklist_answer VALUES (8, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:43.154319+00', 1, 1, NULL, 9);
INSERT INTO public.checklist_answer VALUES (9, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:43.156971+00', 1, 1, NULL, 10);
INSERT INTO public.checklist_answer VALUES (10, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:43.157563+00', 1, 1, NULL, 11);
INSERT INTO public.checklist_answer VALUES (11, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:43.161829+00', 1, 1, NULL, 12);
INSERT INTO public.checklist_answer VALUES (12, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:43.165903+00', 1, 1, NULL, 15);
INSERT INTO public.checklist_answer VALUES (13, 'given', '\x5431fc04cee6f1b0d50c0ab6800cc90ab1e28811207b857b55651b8798cc2c49a1c82ad78c8e4d2140c141c0', 'right', 1, false, '2026-11-30 10:32:47.342232+00', 1, 2, 'd094e679-9aea-4ec3-9aac-600827659e10', 8);
INSERT INTO public.checklist_answer VALUES (14, 'given', '\xdbc8339c4607c04a6bbddd5be62751d96f6f775e12ee02a0e03c63c429df7c8c07d4f78b7143876b6c2db7f174', 'right', 1, false, '2026-11-30 10:32:47.382295+00', 1, 2, '636c1a14-0411-47a9-908b-970e8a95f42c', 1);
INSERT INTO public.checklist_answer VALUES (15, 'given', '\x6a489b37079f816f5730e81b9706c315df180df2e76da6a72e5c6d57a977bd7753b4e4b3fd366e645aa5', 'right', 1, false, '2026-11-30 10:32:47.42858+00', 1, 2, 'eb840d45-9cd9-4b7d-8b70-2f1744941a47', 3);
INSERT INTO public.checklist_answer VALUES (16, 'declined', '\x', 'right', 1, false, '2026-11-30 10:32:47.465961+00', 1, 2, NULL, 4);
INSERT INTO public.checklist_answer VALUES (17, 'given', '\x81a054775ac9a2f54ae4ae8f0136101fcb1922e63c2dcdd8ec26d5ee50a9cb31af929f245caa66a52327729ce84a9f6260b5a9345aeba1ad7d727a8fd03881ce31b69c', 'right', 1, false, '2026-11-30 10:32:47.494692+00', 1, 2, 'ebad45d8-804c-4a4b-980b-9c4135b00c43', 14);
INSERT INTO public.checklist_answer VALUES (18, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:47.633142+00', 1, 2, NULL, 7);
INSERT INTO public.checklist_answer VALUES (19, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:47.654088+00', 1, 2, NULL, 2);
INSERT INTO public.checklist_answer VALUES (20, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:47.666181+00', 1, 2, NULL, 9);
INSERT INTO public.checklist_answer VALUES (21, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:47.66733+00', 1, 2, NULL, 10);
INSERT INTO public.checklist_answer VALUES (22, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:47.668073+00', 1, 2, NULL, 11);
INSERT INTO public.checklist_answer VALUES (23, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:47.671892+00', 1, 2, NULL, 12);
INSERT INTO public.checklist_answer VALUES (24, 'not_asked', '\x', 'right', 1, false, '2026-11-30 10:32:47.682234+00', 1, 2, NULL, 15);


--
-- Data for Name: checklist_case; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_case VALUES (1, '903c2ea0-692e-40c9-a2f8-109a49aaf632', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', true, 7, '\x8e2795432b2e3a861b4444d04cb2aeb047221b3e05b6a984933bdf14dc0b67612c899170d946a2c8f01daa4e7e0d583fb12c302781719e8c90208e76b2', 'given', false, '2026-11-30 10:32:42.427249+00', NULL, '2026-11-30 10:32:43.177838+00', 3, '2026-11-30 10:32:42.182078+00', NULL, '', NULL, 1, 1, 1, 1);
INSERT INTO public.checklist_case VALUES (2, 'abdafeca-11e0-45c6-897d-af1517fe9727', 'f429311f-7d3e-4192-ad25-f8923137a23e', true, 4, '\xe717ca5fbf966ca7e2a67fe500b6fe02216353293551aa9f9b45a59968b093da270838324f498f6be2f948cd8be750b0c41282094e6a251d3f3ce449d9', 'given', false, '2026-11-30 10:32:47.302141+00', NULL, '2026-11-30 10:32:47.685737+00', 2, '2026-11-30 10:32:47.254969+00', NULL, '', NULL, 1, 1, 2, 1);


--
-- Data for Name: checklist_checklist; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_checklist VALUES (1, 1, 'Gesprek over werk', 'Conversation about work', 'published', true, '2026-11-30 10:32:40.062742+00', '2026-11-30 10:32:42.017657+00', 4, 4);


--
-- Data for Name: checklist_checklist_releases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_checklist_releases VALUES (1, 1, 1);


--
-- Data for Name: checklist_client; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_client VALUES (1, '44114b29-8a5c-4839-9b58-aa61bd851f32', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 'FICTIEF-1', 'Dirk Jansen', true, '2026-11-30 10:32:42.165998+00');
INSERT INTO public.checklist_client VALUES (2, 'c380f293-4aa5-493c-ae76-dc7068865ec3', 'f429311f-7d3e-4192-ad25-f8923137a23e', 'FICTIEF-2', 'Dirk Jansen', true, '2026-11-30 10:32:47.250279+00');


--
-- Data for Name: checklist_clientcode; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_clientcode VALUES (1, '3f38f38f-4f0e-4adb-be52-db9eb89c847a', '903c2ea0-692e-40c9-a2f8-109a49aaf632', 'ad97765aae08a503fdc6f2a937a870127aebbe3fad131ef1e3f7b9e306e79d70', '', 0, '2026-11-30 10:32:42.418323+00', NULL, 1);
INSERT INTO public.checklist_clientcode VALUES (2, 'f429311f-7d3e-4192-ad25-f8923137a23e', 'abdafeca-11e0-45c6-897d-af1517fe9727', 'a248ca33be2d0efcb6c3345aecbe6deb046f034cb6017d5056e08983270eaead', '', 0, '2026-11-30 10:32:47.294043+00', NULL, 1);


--
-- Data for Name: checklist_clientrequest; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: checklist_datakey; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_datakey VALUES ('601c3cf0-77e6-4ff6-b1e5-b74de51d3d78', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 'client', '\x2a78b6b6df2d354ecd777d0642d78ff1588f5d98fbe626317119ea560bf8824c3219bcfd10c388f7', '2026-11-30 10:32:42.157143+00');
INSERT INTO public.checklist_datakey VALUES ('53414f14-a320-4350-b58c-a9a038e3928a', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 'answer', '\x4158c9b7db95da874e77ef16569e6bf8ec8340dbb072e03a37b7588453273d61433971e09bef22d2', '2026-11-30 10:32:42.552191+00');
INSERT INTO public.checklist_datakey VALUES ('41bc1dae-64ff-4370-848b-92e1b66e14d3', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 'answer', '\xefd3d56596ba160b3be691cd51326abe222357b3120d69b1f5397e3243ed74cfbc5a875f61344828', '2026-11-30 10:32:42.736377+00');
INSERT INTO public.checklist_datakey VALUES ('9b3ead74-18d3-4922-b05e-1d10f1e5c48a', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 'answer', '\x8cb6d1295c27fbe1df82dec51dccef650e71c6ae8ac121731b9915079a27703c93067579678a1091', '2026-11-30 10:32:42.802605+00');
INSERT INTO public.checklist_datakey VALUES ('d18186d9-805a-4ad7-94d2-ed4f2ac79704', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 'answer', '\x15d7780aa33ea986b1154651746e841a7c785e78ef545f56f02cb0873ea0d7fff0163a373db3c220', '2026-11-30 10:32:43.058305+00');
INSERT INTO public.checklist_datakey VALUES ('a72cb8e2-617c-4a7e-9dd2-78803806e4bf', 'f429311f-7d3e-4192-ad25-f8923137a23e', 'client', '\x46c326b612247af120981b51d3fbc70413ae2832eaaddf02f89c1dd7d1f0ae3e5951ac719c104a92', '2026-11-30 10:32:47.239623+00');
INSERT INTO public.checklist_datakey VALUES ('d094e679-9aea-4ec3-9aac-600827659e10', 'f429311f-7d3e-4192-ad25-f8923137a23e', 'answer', '\xded85fdf891047959298fce0fa824d8ecf9e7a9812cf968ecc9947155aa750b03373805889aa0352', '2026-11-30 10:32:47.332611+00');
INSERT INTO public.checklist_datakey VALUES ('636c1a14-0411-47a9-908b-970e8a95f42c', 'f429311f-7d3e-4192-ad25-f8923137a23e', 'answer', '\xfaba34268d1139013518a508ed99902ca051ae8a5d955fe23b28fb5c477cd42ad70d29de3a61d28f', '2026-11-30 10:32:47.362893+00');
INSERT INTO public.checklist_datakey VALUES ('eb840d45-9cd9-4b7d-8b70-2f1744941a47', 'f429311f-7d3e-4192-ad25-f8923137a23e', 'answer', '\x8d33d600639e2aaa6730948ab5aac5502940e33741cca3fb15f989b3e869902f8041d1e5894b9895', '2026-11-30 10:32:47.414139+00');
INSERT INTO public.checklist_datakey VALUES ('ebad45d8-804c-4a4b-980b-9c4135b00c43', 'f429311f-7d3e-4192-ad25-f8923137a23e', 'answer', '\x92e0c4c0d32e6c8ee17baf5cb7959510fbf6324fe623eb2f1378b419fd0c2347e1ca8d71f9a2a89a', '2026-11-30 10:32:47.484033+00');


--
-- Data for Name: checklist_decision; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_decision VALUES (1, 'a2f261fc-9cae-4503-b288-e423fd6e7205', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 1, '0000000000000000000000000000000000000000000000000000000000000000', 'ef3dcbf076f89a482e7b97ba25cf23df9f830d9559430b92dd3341affeaed8ea', '2026-11-30 10:32:46.73526+00', 'ef71d2fc-6826-4912-a6b6-c840f054d8bb', false, 'pause', '\xd57dd8ee9111db9cdcfb45270bca1deb3c9d4a771735f7b6ccf01f474cf429eed9df78ad542d66a771cc8e83f4466a82bdfa6a00', '2027-01-29', 1, 1, NULL, 1);


--
-- Data for Name: checklist_draw; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: checklist_erasure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: checklist_evidencesnapshot; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_evidencesnapshot VALUES (1, '9ff74b7f-7783-45e1-9626-4d27b48500c7', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 1, '0000000000000000000000000000000000000000000000000000000000000000', '9ee8ca704b0ea058844f54a683028b73467726c809ab38de6f36fa3aa27af97c', '2026-11-30 10:32:45.095351+00', 'nl', '[{"keys": [], "sealed": "+jjckrhcR9J6GrHIlw4o+uA5J9xsMTRNbWBqWEyhDeNtHrhzVwHblhH3XLqqdbp4+2e2/duzSToOozcUgBn3jccqpxYjuxVcRa6bPYY8xZfIb4zl4ve2i3zPASTNu9uzjB/VrUhYHuADAl0hVrbX+pbfVjWh2G0n45x2dpzU4nNbLTiF70pEi9cPURlgNw7d5rtLoiTES28tBg8z1VKvxwxdtzBLKSArYEIq7aT8+cpr+Z7UxTKe9F+dUq/Gm4zD+5JyaG1H2eVgjrWiSiPZQLle4Ui9C9UwcfzRIBt9QYATrsX6G07jvNQvHCw4d7cViOIK6ZU1OQgMrT4vSKigMrMB4I4u56azifNlmKnbR5rrOot1p6n0ZhFym0J6xU1g+zp5FupBcXSezHeiRA4CoWFoTS2lo9I6O79O3ddpq0Atrgp5eyLVkIpURaiIFgtM68i1kYpkMGNx3aRjYzF+m7VWsxrkwfBwglwwHA1d3pYmpL9OUw5uqqqiXO+A1+P+f5hnxtptRZUnfBQKBDTEn98d9iDmdpX2vi72IYGMPC/K04ce4z3+GeZb4ZklKGFko3DVbuNf3hKzfzRUW5QbvtuJK3QwyxZUjyihxe/Cg47I6DAAXMF/qed30TkaqltbNeVBtigAfhJVeVPGRhbL48KN9nS9B6u3svPqNd02dkZQAaDqRY9PvITi7c+OkJoGDFUo+lw3vwaXnOQD+d9uQHvqKHDKqP0IgHaimOR9jPbxM5D10ZpvqS2dE9jRY45mEIzjilmIDoBcEdHUrL7FsU+jdUzE9OKExKS7wv7eS6mM/n7YwL6f6kbrbKcIC/c/fFw45KcwFCsNsH118fLK+cbtBTFwy5bH0zl8kVzAnWrrP63Og5sKf7ro4Xt/32lMAAoZ+swr700ykHKNlma/wH48ogaD8SKTgKSmobOxxGU3AcJdT9DtB2wwK54gCS5U8SF50kgh32HKE6GYPtXWssTpJUrmVLoi8ONi6x6hK/HSIHrCIJDE6Pn4T3ZxSPpTe2aBwynHCImgWDIG1mHTkoB5lEbKcO2CvmFA6uwZP26x+4duGgmEutvGFQcGZpDV7iZZecfPZrlZZJIKjwfr7CIjMRbzhG8rTJH/i3XguhWnKnYGsCiPcs0jTXw+w63oVLX+OC3ghQQbmlTZ1pD9poe4WBISq+Pf1dzsI1AcOjf2k/M+IvEQU8DetKr45ZYGCOfNNs8ClrmdnSmmWRIPM6G/ogS1b3TriDbEi8y8JX8qh78llmb/cxa53lqAgdACwCcmDhQgXHeC75U/eTPDrHJqy9WRzkjdYC1IP3RW1cw17LanU5/EjX1Ze1dwz2FgYd4EhgVAY2zuDMo6HD42w27JF05Gh8BK6Z2ClZx6DUQJZCYrJ/2KGmqTwbQxrq3RswnDpiMXYJp07R9yaKGAP6ROITt4KsobVPsJlifoLlB42wDt2RM7echED/PfDHipyPLpscSVVEbzIFFuMROIwJ1/J72c2ChXbaYBaVv9cYWlOcOUpHgKGM2rdgi3i58XsD1mKfn+NMZYwyqfRF37/THUUxJV2GF2LfeyPgcXSRkesPJfBZS9yXTiS9fByaBxeI0BJ7zXeI5pLMsUlaHgyo8mptMRtIbQxsEALwL0ZhtYqw26EqMIWv++oLa65U0CvaG3karYfeYSQE90a+b0vqrL3hgncMxsyskydcas0qtgp5dqIOXjWhnxg+VkEodBQDfK0Z8L+0hv2awnnfDwLVma4GMEjk7zX1ZoVvSlbhCpaM/SCeXvlGFZLNr0hBgup/3yLW+35VsL9EDS6RanW7LBn9nZdpdF4VzUmHOjgQ6JDSHn7SJHRccjOOrmrxekb3B+nfLcFR0w5pEPeMdp22HyLw8CEhF+Wrm8q9xWBSLPSvUgEpHxPOLf3h3cYAa+osdU3SCs6ASg0+f5vg2HUu9qcP2gbj9qbGBngwWiwUnAZx+qHm8CeXrQLX8WhHCv0PhY2Ydv0YX44WmFXDV8OxtSSvN9E3IBLC/1BNH8CiuCbyAMYkkI9Q9oXkRmHHuMBPGfKcvleOFGpyJVu0n85tOc4M6TFQNBsiSm1zLXsz8OpfymRGer6gQvQj6rfYbI8/i4Bo+xQx02Ts6m18S1z/uM/7ESFPjghnb3hz1/+nsBHYtSTiaHiB9D9PXdGpuq9kgpSHn5ZbLz3ODNIYUS6XTqRocWmG+TUu4FDX8O8QPa5SPN/xl6nKMuVDvnSfUyrsSdz3C50FPLBWV1amFWXtqPuEEj3O7WqOx54uUdcnMzOUrMoMC4KQs/rRMexPe+La3zRmhlIL/pUoStQN4ihhfN83gzF55dwUYeLPCxhDzAjBKJepbe+pJHhDNrMEBwJpHPvhVk+2+nyvG2s39JR/j+ZhGxO7ot3pAWcymCAXURnAe/CY7iq0TlqeqF8+dZVdQaFfJYbrtrpGmp6rOV9ukHb4s5eZxi2mw2Fqi94cj3qMDg+DehzhJQsrTymYJ/JcLt4tyQt2RtqsGIghmd5bkx45KJvXAzu3u44+4ryJzugBpRnC+DNaD2wtkbawbAg9TM+tsAIwSNWEOJM+rKbzVnke+pJPwwdefzRwj7YqOqN1bNQ2ztV/gt67EvqgDA2CQl0OXuaK6TjN548/lYU1M6HQG2dxGOJXpgVovqnzVRn4QCaE+uL+Yh+PX8qGI95zrVqZcIoBHxKTqq4JlIL2JL+GJzo0NbdnpYNLEV14QmZeYRcsrSP/OUhq1Jk7y/X1XZjmF06hwDoshe//QKeWLHxyVdtLZxl/a4Mnj+/UTrp9R7gnqrU+JlFcXsDn3kRbwwWXG0YEaAqSXb3DTq2MSfxiQ2V2lq2ysnBycqBodw1EmllEkeZIVpgShg6gApUb8PzrAfPjwRCk6oM1IpMkGVk78r+v4tFZPB8a7IRbkLR6U0s0c78PK7VJQM/R6Am+A4tr5zvdZOJPKDnWB39X/EvK48UrUPhPBuKpMklDFH45rGdmxI5gC6dRX3mRSLEhUXxats8ETiNpVirGNe3uQlwCp5lNR85Iv2zZNyKvmiaZmNGhowWANc+P7GNJA+fo+Xqr9pa5P5nvd60CCh8hvyGdQjEzw69MhUGN3al/X+7hEwr6V5UEGu9UuZdwzoBb2GSMRvl3deNIXtcbPPNxKHRzo0PNCgmW2ncp3QNWTIFrsbAL5Zd57CtBaAWCp6/NBAQo0qDeRnDtv1oO/Hk2z+dyg2oiofEDeYntM+1yHTzl3lV9PT6Q/BEF+RoZ2pMiu49SXCiCZCxkMK3T+s/9fFq9lzZFyC1gQWDa1UVdzKXjkfHRrGBnxelMIY6V++GS9wjNKTzr+Qltjuvzi43byIy9UNdaMX+y5xayKs1LxLQGAISGUXv58XO749cySZpizYjiKIMRb8LnRo0upE4KgJ6frCE83G9UGS0xUHOC2GNDwyHLd8Nff8LsPKb+AedY0+ggA3dNf/gKb0LsHH3fq5rSpfS+xcp1FAoVZPmzzQfsXXtBwSbmTjXNmEbC3ps6G+ukwZdw8EsnZXXN1/I1fr4jZc4zjrRpaPPFcAFkya5/lbufjPwV3RG+kFIIVNNXJbpgSKyAFy58nHT9/yeQgyXzs9RQSui2RS4EZzJVuypI0gUNboG440zYbf7qByUajALytx/gj7U68YAkITNJuLJuC9jxuv6ovrseQbHiYe1Erx/dZZe+ApP8O+p/fIl8BjTpeSL9hTRQhpwmLSwiwIZbk9N2d/lcp0YleXSmQjXp97uxlV6aFF4ALUz26RguWwcMEbFTkgSEgEe0dDU8VT7ZdC6hp1caUhPujuubsYxLfeGnT6Pf/h8xIDX6KQXR3+aPlCd9O1pt8TODyDHvg3s6dB5ImLHzzZGpTOe2ruEULkfIjIQskk0Pp8UMiDvw5HIklLjHVskkkJPZrpIPmCs9l3m6irzRNBQsrNz2NnUAU6sch5eOQPIoBQflfpKotMoKiSYikey5KS0Ivlc3AAYhejrz+dCxFt1QFi8FgNploKSalAyaC6C2AMjuCYXckT2OrPJgv/oRyymwtBFgKpKHfuJcbBXsaE8JF6TMtvk92NeJbuPNV8m0VEqtKNpmkDyfHkndAhrJO0rFZdqj7c8PPWZEdl/BvGtHUJD26dkQTuyT0e1/dco2y4FeILWK76CkPP6IB5J/rQWkSSMXzwLohGOfYq2svsx9dNcFj7EUmJtf7jSDZEtmfZwIYkAjx/iRrrz/Y3cfcYHzZqx4cJqWIUQWCZRBUZOibMqFrTgJ+YOiLSHu1qDKjN4CWxzqJRF1qstAIESmMjksEcQapHu28uQ8Ezo/7kDXMCwTAWALfn2h5x5oHgosPrBBFJBRLwwFUkOC0wSr0NfccgsbXNpr360Mf8/lbdV9QFv/rFiPfbUyslFsC1KL1QFdGUCWRc66v6MfB2GP+LfBO2/yUK9iZeMwXHfmdrLkBmjLkUW3b4fX5Zhk7B4TJX45+6qo8BsZ9g4LeZ6fZCYZhb1tc7Kb6OQoFXbOkpCBthRTSiJM7XdbL0U0fWDH65B6L30fKZODME6Vq1FkXW0TlgH41utTQM7Ojuwy7A8tt1t8RPXMLE0PjUl4Ha7EHvAWS4x23Ycnu2Os6OZHdfVLQktHl95Ky6J57UIAlRvaktk34pIc/XHPupx+FY8ig6KUTbk03h98pgC+V4Am5Y0X5YFZS+Q6arfFBum5/rKlao9XI8r6J5ZR26cA4KwobzZZUbyXqo5qTMx8SU8mTAwIb+xToJuJew5XRcyYabkHrYRVXIUYAaSVeiJjz5h97J+1rVfuVMlrltqMqvRpnZnfbXNJLJZP6VC+cdoCjgAxBArFc2iGM3fB2DF2QkMnkIEeBMN7Z4Pscmk8OKFANSfUu0hSpeZrAkXWwxZ3fLFL/GCo5PX3vC8phnFVx0hoSw6VtJPPv/Toast4ZUXeO1L+PVrsVj6THvZsOkO4sC9WmFmQ9P+pycPh1D8TZpew6MfCpXnZrhr9Xrlvu15M1JGISP+xiWGxQ5FVrx2LqHJvtk0YFrlWWjrS8moZVCDAHq93QaaHWaA8pPiTRjn2ETtDRynyvVC81oz1henEZTwVr3wcFz+HEJEvPmn1VXW+bx4FHvuM4IPTF1in12SwdqUa6mXe0MR2qPqEgac05X0LOBTGANkvlrBC5I4uNndy/FKHHdGxhSKGhXzHvfizmsMNReyLxo6WHeRpVHXKKkPiLqNWJRCu8vWXH97yPA29Sfj2FvNzfC/6DmE8Gc6IOpVjl5gid6JusPGY94cuK+HluINlBSjMaLOKxpGLywMUZbRWutWjWbfsbpYC5y1Z6qKO8NatWe+VV2oBZsQC83p4aCs2VisiF+x47BM6o/zCAEqNsBE4aIHxg3lKNZzZNdKZhb8d6i6XbFU/OlvNZndHUyuqFKmlyE613vk2XHWp5WjHy2+KOVmfZ06MoSYnXYLvI/VQvVPwwZ1AhJWri6hqyuJKY3sgfTI5hL9ILZVwsuB5YKnXzxuBPqRsig7xIUEtXOyzKUiCs6kDzhQO9PcqJF5+3zdKkOu49lptxDHV5JEg5Y+7CN9LX9VYB5IdF3qDBTg9yiPIpTIhE0ybA/lg8jlikxlIeEFORwWv5H6wOfeAX/C9PWhn1afPoxCtweJo6Dwlb7Xu/SrNXrc7vQNpWaK3AUZqCNT2Y6Q8oKwIDa4SgvpPtt4tqj1S8AlNF4uYRLWa4sSbXYrZsDO6JMXUkTjPNieWPKU+Z94Ou3VIHl3Hw193GwbYwFRuYoRmUWZ+Ccs1iTvET9oe7NzSTPnMs6mf6ojPVHNK0ZqKge5hc74HVi94uXFiZIeSqTd0BO6eLyADheIIGHtsZSZMfqufFyHASP3vJPy6xEPMqHNT3UzfAii3EHNAj6xgNXFcIaDyzpRglmC/htB6JUAJcarwSjJzj9JXr8Rrg4URUgaKtu71+SdmBTZ7On0IumuVwKhdqSkadGw9eCPwMgrEwcy3uLb7TmPqo6U+tQQLP/zP4DetaAMNTddxEVElkbt53QVqt21ohCfYlrW5hmfk22Etk/8sh0DWFWK2g4urJuNI1wlnb8BjSMaH7G9FPhyMJOz77r9Zk8RH2CKjeWi5HG2vcJi8St6o43YoUGc+k33KP7kdCHhM9m+xR+OIOhpYuFsSuQa2elRnFy0KaXdgrIEVXBc2r16spvqdGK4D+VOuBfduC8d6rM3DqT3ua/9bH1RcEiPT7UTxtWbLMirBJnLb4RAO8VeYI/Gg9ZK/AnOI5L7YGJx97KObisnJpUDhuJJi8CqG2nxduRMFpQZH9ZCSXZqoKSL6RDmmnVKBAZR7Sx19Qv9NEKHVb0U/lxCpmnrnSS8dE7cP2U1K8r/gsYdk61hRTwBCLyIhg/WQHW2JJM3nIPC6GkylV57fTQK6FVSUqfsqGnUkOiPOie4P16iYTrPy30Phgej2KpNKbTSwNXnv8Tkd3vQJW7YVUdOHqtjEbpFS/bdPg6ltMvE800RyAeMhZxycT6U39Z/qVhiYBFQkD2oByaDtH7X1mbgDRInSUhVw9S/MerzoFug41Kt6KKUg7Afjne9zHT3y6BBY6JSvdu2yXYX9qqMqflCUIWAmOg4ejcZgiCRZAu0tzAuDHJgNa5ZhrIDSTrh9qXovE1QJ8dskOqhcBmGxKKtDiDW27FvzvbCpX4xn6+mxIFcJy7cU2U8+6gfUFPdiVr8Fx5K0unEIrxHCHJoeEopvwDHVEo6q6GdUNkNaV4YlET9YcArTujp6TsrJfY/3rwBYqmTDd+yIC4E06L70fOsfXn9tghye1AG/zwtQ4w5yCBRhUJ1+5/Qb3iKuD3aUNuGcD/EltfvIa1w3Kmbs7C8s5W9cfYl2Fip1i032+CsyErn0u0GmWb/+vwv5Alek5pr0AY2oj2MENjfjlVXR0nOlhxiDCouGH0OmtpgmpMyVrnFrwqXj7zh6NkjrIWM8UaTMj9fw53oAbNsKKwgPjhS0bhzvJBZ/63S1EonpwmLBGvwz6wY1IY4abNpiMyo/H9o5kEBlS59IB56fXf8f/aNSw6IT7okAYHcOvr5cZxzTdh59dOBUcglibPEd+sRUDkip90l8OgFpy65cL93OJyZoaa229ScqVPyGTx5S5o/JQama/3wcASk8sSWlaCXdT3S9boYDrz3QkSTyrN4LNj6sE9G6nHy85VthUV/OcbS1DwteYbL92GLy6yfqcmmYmhrs258t92sS9hJnfaqbacSVPZnm5vwkP4qOQvszXf+uDWFvaiieizJBXemHgIrAY8336V/YTVr4TKSHkoWI12KlIhi7Mbo3l6fj1TJiaIatBnQebQfmH4QcOZeA6adrxabQCUeVsSOlly8XR3xETReorLR5xFIstyVUmiEfHUehDQqAWffdVdpmjmcJ36RHmiBHrs+sWu6PdtMB/xxf+RyxZMtmvZeb3KtSKYel1dhHNjxmZYPqn06Jvxj3PpNY9V7CitPC+ZnfIxYebQ7p3uLXj1dTwQ06D63QFExNruBRuGzhDcf06q3MGpND9PzMB0v8Tb5Z45zkybtaGmzfAkrx87Wdo/w9qCM7SNMWh8eESAXVIWevjnw46aiXxum0pHP887sUGUv1Ol/b9PSA7RvkUPDjUfmeGHuSNrsKd7CLHyPkA6sKyusJz8oA9to6bTqnqRzjfdFmyr4Q77jw1nFLonO2/RNLBmP5N2VdUJs2whx0X+6jwXLmUNTAZO51FTBzyamxNwH/1f4aWFrtRDnA5gZf2BzPpq6YXdqnOmBVOS30vuh+L6GRb1T0pQHgLIQuJXTOz7L+Vu5knVCPjDkWOd8RxlqMPptYh8vLgbcEbGiW8YyjoBsLlOIfISeXobm/b3Fa3Xhyrq6kIkawLkKDofRjd90EbJlP7tvdc+xkQ4SNuOGtqzAuG+J+AGgA3eZv5CRvzlrai9BN9kfJe3E6IWbLRHkEZq5HYNzDak3b555hNNsthcEjhgA1+VNErxu65d5R+U0AGV6zDKI57dmfK7T/EQqbaRw+BCTPGVHtY1DzqaOKlTlGQieSJyKCECtV6w1wkRu3KRdG+q8aNwXm/vIAMKAlTcbVe46o8nk91Qf8hBhRKyk9Fx3giOJTTI3mC3CvyaXTO3668J+LtyeoLDV1KyQRnEcq/ITvr6W5WJk/iNT/FVwDJNDMlWuHXm0y36BZAWLH0k1hdNxM/X3O31YTX6kvAf8a/6BUgaO86+dwf4bh08wvLNieRf/QuOa5TAxiyxOCSCtNYnfO7FrDajrfiRG61H/DXy5NMOAY95khbkv3Qvlxiy3v4FOpeTBUWEW+hsFsVWENvpP3dr625En6lCJ7PRM/MWoOILdwWp+51idrSX0yYMYDRtcslNWnQRaO6t6pF6lnQk1kPDfbH+Uxp6nmv8vfx8tu2luNo8jcQNA5+Qq8aW3yPr51GeE7QB7jMVre5EBcpqwO5z/dqsTbeSoGAeUAL+1YL6L62y9NTxD6jvhhrUHYGbknBb5Qvvpfd3kFGFiZXwEWCdefcYT2pjcgUob5WQv0fbELdKbvgk672BCnN/sdWGnP3yJ2NkSmHBS6sIFW3Pwr8l4Sdto+k8uRgNOfGN2X7eYR/UnyEeAfvS6T5voxRde9ion+mc453xnmB2lMByxBmLmZGT3FhLAvwU0NJC0oMVqUt295UpHKd/wDyE1+LfCRdSMaW9SIFVT6UXHQmF+OaAZAwapHAKQCXRlM4tkApolRb3hTHbwKecuWVqrB9wTiT0jtPLedXZ8g3Q3J/nPbUR0IFgevZw9r5RY3Mgm9q26G+hEEbidw70kR4ox6r4pchMvh1i9SHFcNtYeTeurFrmL/+mBfubB3u4jCthJju7+y60ySnwOtjeuz7YOosrLwGQu54/X0vLijAH0IKZ62d7GLfBeC7OIGrKaN85hD1txBp2oVge/kK1EBwaVItRKHN+/fLm+A/cSnsJA6dVM9qhlxRjNe5js62qlyKEglLscuPucc09bCQZvPmtEFmCd6vaXRJT88xTjs+4j4Do9ILeQV+rIkSqkTu7RSMyATofwhE2YN3nhx9d9eXKIF62lMr6yFc1bNMmehdIoZY7gKpUJs5Ex8jtWSw3dKkv58e1pDN7VrClzmwluhqxEhLkNpu4mzM+7LMgmd+xxKT1LFFb2ZZxp7NFtXb965cDAEta932A8oMxR2jaISjGn0tBxWt2uoIYQTjlLsE6xE+vPkXQA+hD1TapQbhE6VbzIED6va6q5fmHjyG7ks0F5FDTX0WjdhYiC18T+yPrFa27p7vuBsmQE+39whX6EbOeeCsbeoa03+lm+hpyhUrJs+rLBuEgoQjjrUf8QfVQTVMiA54sQZZbwEOTXM3iMEsQ17CMrKgmQlf2KpbNYlO2O9PkC+GfvgptMOx9FhZq7ZpFgqgKUAdD4IJHz+pWSJFwWmy8N6N+liMKjM6Gcc3/97kqlT56q5brCVZkn8LIcaxqSNE31kYOo+99RYWSVGPE2Fn75O1qHhB2brnPG4ythM3+FP63CT1m+gbQ9hRccSjXQ1pdROzWPR/xPPTIN5WhW0nQZohV6/9i7x6VZxdWFUAp9UK3J2vlxLkhGcPIYt48chmJrYpCgI2OcIIrGHX5hcHat2o1CDgsEtWCrfhjbUcptDRluwXi7PKv9XF4nvgyvCukZOTIQ7paZr6trw84B78yZvIHzqI2H09I+jmI1V0s133AWKbF/7AcJ/m0wzm9o5yZI5CK4ev7X5DFOHSvc8+Iu5QZXdaGH32SDG/hakswd39FoLW83xvTKcXLlu7luUniuiij5XyHHwAhvdvDwN+UwkmtRRxYngFGO4vhAIHYZufn9+mVFK6p3UfDBpdEy29o/M8+brYUt9wf8omeXRr5OKj4oBeh2tOOK7OBnv1RuTLOi+cxrK+9YHo8ZUyuZHibjbfnMJO906xZ3+E3DCU9Xky1ON/VKMeqA93+gnDL3FVB8bMWQ2tgskF4qwTWZ+ETwMS7LNLDK5rgyE4iww8VuEGLn6QGa5f+ScrtohDJisG/HBideAl4OpSQdXeA0FBY9fauueNsKib1YgsusoGmYhMZdV74OI7m6saIVEBjMBDk4bgcyNDbOr9X3dqqgfEbCy2YSlyYy4mtaUYcs94Ef3fR+CeSIGBShSAR7wIn13pEZRxzFglXJCwd9YMXhI9Ps7s8l8RJPycaGbnG0YN9QwkqrqnKtnr5Qkz6V3pN3CbwdlQLmKmgQh+fo+9t6Oc6TPZkDwSrirujuaW4FRwU7BVNY7ixUKmNWb3FyoiXgerA7URai+dI2I2R+M0nHYoINYue8NcfpKWb3/ih/Qxn1Pbq1dbtNcbO1l1aSldXCrShdFYd2k3HnQHIM9D3HEwVMHeH6M9h/eJM59cyPJkx9c5VUnIi/fmt4QWnHDJFJVs/MNsiXmmPJQ+ca13WOfWEme+Yjrpqwr9G3EP/Y3fuYRR4qrg1p39de2Y4QC42ip80U8TZ2O8w+zQJHwldXrM5EdWNkTgMm5nDnlmcSDNp36Xsx6c6aMDYV+C6GdFZR4yuYO1Wi4ZmFPeRavA4ZpgWu3MENqRozDgNqil/pBCa9O73U1ebxOIKVebSeMWeb/DjbS0bTq6T2l0H7atclBIqNKfHh+sKmUxQ7qJzU/5KUQhzhcSdx2Bwg4Kp7mI2HOLjVJg030IAJh630wQM99rAbJXLYJn31sEiW1IeXM77BW1c4lkGu6ov7CtMjnDi4OukO2b72HqO/Dac1kwdGveOj2Uw04G+NEzIoysG7AaPQlYxvCa9iJdrM6AQiWo5sXBx7ho8Nh4s+V6nyzw3wTfIINYBCDKbYILjq6oV8ZH9klQifHVEEztbc0LG34NbRNk1hpXZkbpTxTWWRXkN/iHjMYHTc+acpieUZkMbDUk2rcJTMmvMZVb8ZsYWOdAiIVe4OuQF1p9uGUSYtAOyKPXlJWAOLx4udvfR0ZOf3EopTc4t/nPQH6vl+9MCAATU4FfVW+hI6OXLZlitGFR3ummJjTcVCBXjctzIEKMDrcfL/gAGh31VuCN7ksgzG8jjcaODTXThtT9xJ8ui6l2um0WE34h4E9oYNwvOPNPRo2nxV18a6PBMadx5lZh8ciu+thjSsYZTQ9zrvCwJZ9h2x1RE2+yGo6+dXudm0DLMD+DOiR/8SvD4P/U8AN0HKyt5vU7f0rtb1OjjbZcIrZJjcApme2t5Ef7ykXpVUrMd6aJOmxsMSV58PzK0ZWeX0hYTtyE+DWY1opQ417ALxrNUT4VRsOUfOg3M5wUfllDmSEPFHjWIhD3m4c3ufx+HjqA+n8AOOpS6rhkEsp1mPWSQrj/QLS8YTdbx4ppkhblLMKPgTuN4KMPrInf6jo7kAUCz2ch3EKxZOZZ1nPz6vzdBobaOpVBfHplqCXahDbSzmhHU4+Hgs411pIe4WPL8xtgr/u1bIxrsn7WALi393L7EW0d7C+FhAplSa0KCKZa2O6Tjw97pyFEquaKWET+2+6VO4xq2i2sIeri85z9RPHM1D5GbodFsZfa5ChgsDZDg9HDz8vlBMJaOQwcITtLETrdAg63SnjDpPExmPx1rq6zp48KBjcBCX4X1gfTmVTJv/znpGvqHG0FT801PGJcXnb4ZSqZSLTnSMtubNQCaGGwWhv4qnp4t9/o91T0PUfHnJQ4DClUcaEAFviqr2VD5s0lkl4Krx7mnZhfxgQKu3MdBqQN9T54t3dUI9phS7YPg1e7lp5KpCzuL4vOMcOxDjbX1pqqP/XGjSj3IKk6//0jhbASeQ/Srond5H0Icn33ZbLoYaRr34QLGdZuwXZ7uCVQblkpjH3o+DZnjxyEs9rIO1/awgW4NllhMJtz0E0jsDqcNpay67/kWx58iUTbgxa3klAH+JElZWs/EdqDnjk6Ju/EBmtiCBO3kG5haZiyZxpMvwnv87Yjde55vWj6MXJYvOr66JNaznPQ/mYZbgSk4DZC4g5Qbmrv4LRgrGYoOwSH5uiLJj/MkdTxJsSmj6u+Xce7hguu6ctPDw6+9qquHfrG/EpLMGw1T/rXuAh0S0F0IwRWCKZ63wDhQJPypOmxOHptpPdbCTl8ksjsDt2nyp5NrTFAI/FhV4UHinHazsOdGcbE+wyHKRd6FlqAPuWMObcBs6hVAaxyTV5V5XsnxARBmM8/0Z/SmUMW7qOz03aWw7zkbHrcph3woWUNrnwpa3pP+EYAdOwXZe7IuQEuxAqaRCP4IUFw9+fJYEpxh65KS08HjkQ4dPvROPLh2wqiH4FkVio2xhYsGoStDpCbwuqlC35+jHi8NhH4NjgaIh9Bj/xAjRltIkWYiJTVxs6FCfw8o+vF7lO05BNmli1fe6uNrOHbkEHzQa+0DEQYG6geiVRFlX0bQXDbgZVKD7+0xH15NV2hYfj3ODXUvuKHjEz4JeiyCRJ+kNMqg7gQxYHC+W6efIfeq8UxsKwd9H+1mRAbEkSlu6nlOVcpBAriaqU0RTnx+TINbqe2+BkvKr4ehc+nBKtRHZVTnmDedYDQEiIpda5HxYo6pTAjusx+39lc4pdVXq/BObYt5nvmGkXoEDGfGwsr0PzaAOLcrtMtCe959PrkXUnvqZftFwa8pqTSvnXNVPBD8G+zpJG2vGPJT6JyzfP4XbN7ak8n5d0mS7agJtGuDQFXsQt35nCLzp2nPHkEZHs5+tE5mZAFd23MsJiCUPkGjR/q6RXApKYBUlcUq2dP73rCldgHYvICLcLWkS5qmS3h8vF/WqLCJmONRIerygCBzqp0fTH8KbsyMFZrYqh0mtA3GltzUyz5h5IOYPdiG21SfujGUnKmQUPkU9D03l/1GxasDdRSr9sd83TIDOOQeSK17RVzuVkZpBdEFNsqr77KteCKDCqhjXcsZIy8YZpNAkszF5okSBZabwaAoTjCg5mcl462cH+zA8lAiU/zZjiX7OBWhUkCFujfYj228Fv4/3DeIoGlaDijovxez/H/eou9x3vXRaFwVCFBtKDXCR7q2NpZPhpOWNqcTk/pcDTIB5KurUELnHGpSswnzU3UCnxWojYmr/Pa1ABOzrJcE6UNExa0HpSYbKeZgp0+c3ruWSGZHgxGO+TpJFDvlbtrxfxHLrKlZiQM7anXcpzG4OmHtKzZBu8yCrthtC64D/PUsT4uccXUpqxLpGXSl9bGfCFLcUz1+qQ811/xmVULe+1cTzsh2kGGIlwstKsxpC+13ZjR+d0ooutUZp0fFeff5ZYok11OTQXlwxTlgbGdcZfCC1dm7XZfICYJs4qo1v2gT/epkvHAvqvtsq7tpSfKYfi/MY4++z0Pntwld4PU55tRv1wZo6aIXuSCxtnFPLMDHKS/eGv74/PCb+D2XSVzweiqqyi/qcp3gIAQOMpxHbJjyXEerSy5F1cYQowZtneULm4Z20uOA24737Qjsch0x31G2WcKa/vxQnC+WmgZUKAhjcvXFNUHfQvqE5AK9UXmF8KKn1/+kIQLFJVvQ1u6sDiUFMyZYAgiqjVeeR0RDxvdivdqZWFl2G5tajgjkLyC9MaI3KwnhQl8H3QUxA3q+1PErC2RXVG06kVUTz8ett1Dc8Eye33Obf19zBJ/mUKa0uVueJexoHAfmu1PwB459qmbEX63J/X5C1qQj6S+tGZlPJD6RcCodaxf0TAQU6PfY6L8UmjM7gnMpcz68EUdH9cROoGnoRxdBniylHcUbaC0dxJaO6Kg9uxjB9c4HnFkMmmf2ZDQSH5FVlK1RlhKLcdRmuwOyVv2eOn9UYE3X6L5XI4dxOphhutKh6P+mRLvvuFWMWZ4ZLitGMLHr8rGuGu6NheVt1dFJp4D+mcTOycP7EXA6iXuuDLVWRE6xL5WTscHuhRoHMMIQ9xQmgvo5Bv3+MbkSObRbAqk+f4RC16Vrst2HR2YuuoxChshHikDvP0wVZ4NqktN8TMxSiuPTZyTuXdruE8+1rTgTp2Aj+lSTvnSNIZ0uQNmoBpDY0houirsSP03WPTDBvvZT0g0aCu0KWfKr2evY6dKbPiYd1B7MbRBbPU9edbbZgKrZjH7EyVlsRZIe3nPuzDZz7eVxAdqmqacvXtB/Y+kgJuNeVBypIqLMu2F3HemD9i9lkD8YG5xSXmD2iag0DnOce6Lg5wC1YkI4mPM7HSWITtBFi2Ib+FI0NYvajWNQQgwJDqE8orCnfBzXlAAYb+5g0DsKWk1nmiRRCXbHLvonGss5V9ex8ZBU1tMI3A6lXy33VKTK+Ea1KfKkBIQ7vGiwvLcdNUVza202/VTfXVmBBxC3oTHBWEyv6+EtH8ZbKYUn3Ir11BJc1TY7Y+2vVjPlY6r7axjp4MMtlaT0fNC1dAGp7E33H7V0crm8e5ZMxrSNxXg9/CQlkfunkNk4TqZONiz8gpVAqmTnL8XMASYSh5PXLenEaIgBhs75uIQ4JPaqP1Wq4u0RZQMONr0I+eFguADL/YRIKz7EKdtYjfm8zleYXM39tkXV/ldYwYFxQm6Lx5aCHb4eyJ1eANJeFbm+rcUuKxT88tav6vkrGtFtjZjMJkKG2o4embXRm4hp+5rHaqz1TION/TgOzHwxMA203ADWD0Wk0pppKZ8cSU8="}, {"keys": ["41bc1dae64ff4370848b92e1b66e14d3"], "sealed": "mRcl6gy3xZedxTOAu9rowpFMtjlxfTbSJpT9X81WyDa56ZGklhoG34bTbfWznrO1cS1dgvj9DlBi4oiCreAI2OvtlEekjNif1zef8tk7tjHDBU+HlkZ5IElO3G+fyXQLKtK1XC4lzOFOMgv05M1WyOQvzqCCa8c+HKVi4yyOYWa5jSg8KFbiSK9oFlHU24pG9Y4aP2sz9ecVrUlbO5+w0dNgiTwmbBz/XtDvVTP5j8RxfUfGKQwVgb3mVhXvGwpYTnnTpz5179+mUUpe3niZlJD38TTTroUTNmGDQ8q+PEwhnfDb1PeRKxKbzVOkla3eoc2gkCY97EwhqrnmuGUiFxwpzHnkyoNfr0PzeZSMtJLQPiTMg+ogeWDziPdMz8f0dpRnxcuBlAa7n07fLQBwT3FltPGQVM3XcatI/qhgZ/WhIWACX31JYImkhdCKNDxnk3FwWDYiGNBQs7gr+pvmufpEMc/mcmTrHJqLSw9uMOuyemf6rLIHXDjwlrLBDMj0TrfDys6KHXXjviaOxCq1vJZJEOscxfnXIDsKf+4B01UgEgUPy3Y4Jj6xS+h9bM/IkmhrLsnZDMTcvkElWaSVR08/RW+TaAQYNRX7M5NMfL0FeLW4Rzd8M3+scd4LZn1rJsp7OtIOuJTwinyHOMZPYBm07TdLCy6u7S4+id0o/DaofLLzM5q5RTo1NjD2p23lGluyYiiV5tleQeUpzLmIFNgcfd00yUBRxAhiwTrqfaTtfrCdotB8RzCvhYxbMo5Vf+LK2urchgwiwxsf/rBsTTLbYMYu4LrJJ5vIv7rM7m47Pw1rp5uNsA2fNaxNSdJfMzMw+v5C6f8ttvkrF6yn6hkkD8KgdEq2AO3YPEgRSEavzqXdsWpgcSR08uYAv+wkCbFVH3H+2vlsfmsBctYJihYSI9LnpKXMNsOQeVDwvE854SyPYmh3J9G0umQNo3fhy6LD71FwYLkOVdYhf5qOKoGYn/+hrCcr776kNySC0VBJr9RncQnk3VI2+ebT9ob7Sjz+I0ktc7N/fiVXK0lj5LWFxVqWuCzE68FxrI8C7q0eID/TvsFOxMZYv/IV2921oM0UZr3Kv4yE0X60sdewSxZZEaM9sAdqJwK3l/bI32d7UGeliZNxJLvSrG21t/60lKhe3AlpB1K5IDZPEAZDjoQxqnV8t3sggj05HuXvG7zzZcwS3A/jWSqPSqjKRHLnaSVihVbL/xU78/aVVe8KYM+riZjSFFIqlxkakAbWE/czVrfbmUlXD5m3wEkPRRf54g/cb6diL3D/7mUFL5z/0OKXXIp+p0aWihTJ/CnQESfYBB26GpeMhkDVDospnJpy/goxAdafWez5OG56ZU+rECF36QxrXywTqifvPsoToYBKf2TRlqHvTD5WdZjnlIpwHo5nvopC4GEy7OzWrvJXou/ce58buD2O+PWBFDjXVemMZmgjGokJyTwehArhG/xuH1R+ppz7yrR69PetGBQOQ+SVqNDNR+ZY2nCBUzWAvLODGQPVg6ByVXGIjbVXcr15fYfPuOFR4JZj8dUxK4t507ib+EkN2lGkeYypZbYKbx03wS63N6px6T8beZUdw8JEfwUdOP0XlMCU3jZqRDkE4/rC09R/YCY894u87vmMDZP54IvQXsD6moqIcH4U//xzMN4MH+21eoGCUbc2L63BG7GogSjb45/MO/2zM7cIe1ayW8Ipvqn1dsZNDzH1M+NxBeq7Dod27Kqsc71ybeIK5A7MZ6DXSsKMiBoVEXaQ45hh8JTdiQysppWXHrgKBf/hWtsqqOb0srn7x1y14mA4WPZojVYD//yF+V0HJXwoujitYUzp4qf5+dSCyWyx/5kGM+V8YEHWHAqjWJbcEAaYWOt00SaJGXYH2rx4J/eT03k1WxlPIoND955Ra+b7WSGz73jA44XsLeH6cp21ZGEcceNIM046GwkfUqGgaEgdbjJHZT6NkwobEuj20S3f+45+T9tnxg7QrtF2C2ih3L+UZllBfAtnLmRoSPCxUjXx7b23kRlIqR6TB1VZltnb8DIzP4uAW6cClupR9YyDlBEoh8CTk+dCKPJ4LvkD1r4LpuT/2LeVCJoDFRVKjsHb8Nfr5rWqAbBxUIaS3pp8kQrJ7xuzhtUSpulHFF/NO/0Jk1wOO8MT/M09b0Nul9D40XMy9OFvbEnoibp+qRY0FGo0hkTi5viLdPQ4ezdGoKw4POD6usXbNurycvTRObb48KNGZcQQzuYThMKl8oWW0TQ+XmmRHX829ik5Bq12rxsSe3DrMoL6R+is9FaL1XkpAwxlCXFadKc9mM0Xa98l6zt8p5Wc/mEYPcOMgqD9EPr0D26uxfNTMVADljzReBlmRCrrYlowNR4K3F2yKB4PyoemAkTwIPBWekQ/Q+Osk9gQuDVWd+PlMACVp2O3fxjdHt7r5HiNS8BawCfqqxNnZuoAb2f/yC84FFxDYZmYUBEQARux02j2fC7Vs04EeeqMxCh/d13GdvJjjgDIJ5EUspxUXpDevDEIByifl+aE8LQT1dYtPD4aeF+urF5dSVfwxZQvJWZmI9dkwOCW4e7lhS6DFhqI3moILKwliU7KhKZqR/w93Jl5jldh8zHBp/Lcng9bmDv+r6xnHWljPOKNZ7U4Mnv0g6KuWeCLf0pznsPnfz6C3ODkQIQAknrUpYFIX/uL5Y4EKv2lba+2XJJkjOOPeDJH7tGOLbRF1wAdBENLwOEtSYF8XbyfCvVo/mg/3cmttD7sBVyFQVo6j2x9ayoxGs2TLDyRifs9ZML37pKMW8q3wS9pfO7KCskLPerwf6JH8KHVz9+rQfwP2y++ZB0KOJqcPITupbQZIRPAe8AAW6X9X65vmT7Z+RWhHfLrOVdt6EbbbE7agwFDdKACz2bK11MT+XJ7xDnFGjhL88vovSVFtEuvYvtzj2o/xZQoR44bSCFWI21dSsXIDke7nKRE+T0vRrBJSI1v6Vi9SKRohJOD3mSk+/RYhAaqOxCJA93YaYqmS4TctlNHvMftde/d06OLz2JjYEWJoO2Xv0LOiu32yPzC591AjS/qgFzbkiEtSLFlWhU3ewUi025HlZzAtZxcgn953fSSvEfwKMJttnAABRyjgNnUr3Rl7lsYEmuNjKxEIEgIzUcH8qZK6lpbkgUFBcFnW/20Rmq0KLFbFt7jWDL2rUemrCeE9seQyotrUOyXsaMB1RLMz9Uy/zZ6lpDp4+Ijupjts3k0j9G9JuZjjw2PpxrlmlgJYWFuBvATcYRScrIcCutAk2fG4wvr7SVAX84eET+Voq3z/zsxrtTD51+i/ehDWaCrZpNfRt3J5AGm36kfNodP2tjp8MTueFQdAbnw6utJ2OPbk9fMyqlZ+o+GEBInyYc9AOV0dXExr28rMaaKiCgljETIWaA+6HJWb2s4XW2ooiGomC8ks52uB7SDJYIj2e3UQyQxSEomgorJFdLsk84DRYHvbmZefAH5Z79o44orv6Tv96kCzAf3jLpTH0SGmByvbIHREONaxhy35lcNZB6qYmIYh+D2uzBFDNQbXzdgAE3LsdtTEiQ4p1TF2fls7NNVO9XTlz+j1MtBrejIQ9Bn4pE8msLXQzE96Tonf57+ECmLtdFIDYNWVlXMYSL59SVpqjhLVLeIlA0nQ5xWVRmu15vK1XLPY9Xdn1VRKEhpFITzhdZwj78gQ+VyEVLETp5jQOAyihPsVm6w8XfqH4Yw9B1pw0wAwh271n/tyq+wwYaa/iS86gMal23iaV/oLA1l6GRGzNsiGHY8dmyv0mCH/v/5r4wqVF1RSTL35jh/rcGMgrkqEXXgHEuEjP2dXhOdiva7e70Gti4aEBvjCRLElsrF7HjaytDLsXV000xdhchDtKkuJNX8cWR0MvX48+rQl0S9m0Pb056eloKzWZCAroIYqXpO/XXWIN7ZhuOGjVYwZq7FKAzu5V2T3N1VKpF0bXZgHbKF1qSk6TgPRrWYjCnjb5aCJlohjA/fQTn+cHEiolU79oMXQ/lNcF7BRGIKJmVpVYX4nSgXLrKbX/PExngAX6PAoeYoRDg0T6Rmak5RDKF3zRL/TDggo2qm/ODh7PnAVsd5isV9cEe59IWyNwWJCVKDsyXtCtMzwHcCJmoesgp20k1PUgTyEkiIf5jG9FcRUeDCDrXJcuzwj2cPtCgkkhpzsPFpy9Uh78d2dnNyQrangRD6S9NKrevm4Sn2v45h/Gabb+LFOIPUfLpxfoSvHTnUOQlHFK+mGpL1P0QOtlrFVbnXD4ty6500tj5X1qs1YvDy2K7lj7fVgCMJYqUJ4TDGUi5wwBb4k/P6JBpzGRasYENFqu80kgDQU4kOwgWvGrg24pFoRnK+hwoXFpR/ZO0CUlIFQ1FRJoHCslEihs70nk1/rNdzmBdJqS94h09uhTZHV9AHfDFPWL5kswamy2pUseZ49aVRylKT/b2IwGOQmcaHGY02wkOz788ovhDSxRhbcI+hAWsw9h75iGMrAj+RPsmYXgvwAZt1BgoZ64ak3HCGl38ExNe0gfIOUTbOpJ2QIJZDkn2/PDCSS0RHct8P6ufHLUk+9/YzdUu3ExXALwwe3lc0Z1wJAtWtyJg8OKy2/xmDGZFB+tlPQmk6a9fS5evxHmSptQ9g3ppiZeWN1mkajspNnWHGwAefEnkG1nEeqJaR4ZOhL6cZ+sco+zL8ApXqunubJuVysVcbTlULTA2DmhIfJBFnDSGgIkLoxmIF+QXxB1XSgIOhCUCR7Uoac8l2MFqSzu4aQgcJ9Q9b5+3lq16ZX6GdVE0Yj6okoZGevILJF7FTohT0AFmObd2B3OBH3J2j4eGZpCG6TvcbVmVEGr6LD1+PqO6HzL7eKb6TEeCi5WJ8wPY+Zg4sSuv5hkiSwBsrRmBGIcXkvahv6b3I11JOJ3BhxH3Kg0QeNnjLCa6NGo4kixGhGQYmEY9m264WQyIKSRwymo4SzF9bFBKc4Zq+LJTpYW6MU7AAnzDFId2OM+Yp8Hx7QBGVrJ2NTEm9WI11wJUNK1lWJRpUOWeAqSTTLvqMvqbzW9LBxRBg5U+rBeUTOOxl9zkfYzYsYSIkgg+FdyLLUKxzRCoLWwquFASh5cico5vIMrbqWHBxWyw5fivMP2Ime4b81F8TGYiK8PTquryCsx7Y/m5I3SYw8crpYbCIZfKLoX/585WUQMJVllJuZ32c6aQKqiluHWFuJ8vznKtiAW++v4n2OJlJnWN8qxhAATv3k6OV9cW+0nXXNYEO8amL8y4qcJKePEo2jXqYKU91y4qq9ZJi/dfs0LbDD/pN0Ap+ClKRbAMPM0Zn7j5G+q3gUNFZGSwyitC+C/GLcICUE83609pPdTLF5q9p4d2OV+xNfm47F4TzYyucG8xQgiVCiw62NWYn6jWVTQnM4haMVtQQgranw3iLjZziydcy3VC8uzvGxw41I4wl113mX9DMnZHqugOa7igiHtd+1GvJlWZByj4pctMVH5FPZPDE5Nrs8Cnxtwh5RrCr9oSlXYvyP528ou1FRLaBjGz9UZyYczY4m7ab0YAd3u38kBHx316TlVtz11UHe3xSJrCNFXOW3O+mlwQVkYB22TcqebIQt1gvFPyZdFhENui7119QdVSSfhwJoWXMBJsnIYeZc99H3Ff4/9JITg/jEM6yeoA3cd40zqKWd4+9dmpstidzXR10Re98PM5VlLC2hQJ7JPG/OmVl39cnA9U1OZompRGfAWSJ90uK120HA1hz0/I3HFRK7JUdt7G539C2npx5GFq2GbZMIqlQZT+NUWji/R8dpmBtRc89QXB41B7wyEn2ZKqXxpjUwyuQEMdsAhPCJHdg61qglGrNxD6O127ETk4gpOHL9/iB9OUcDDWqLHbPxN0V1FQobzMUu+J7uqUeDITP7ZWO95/DcP5tVn6FN1ZjN1qxbRMIo0qHWHVPHSHzOVeZeGZ7e3rNorkV5IGUILd9XxKHma/Q5CuSZLF004Lzb+PF+/9ofu+UWsR9lZ2uypO6RW6azFz1mnmamDAGLZlikmRiZl9a4jYvP1+ZpQXw6DrYprVHvi3aZlMoHecsNmCrgAISmczQt6UX3eKdTQsoO3r+Kt+N1WgOALEAy/Q1GMwni8lIkVWbEx8BRBJ/MwE8Y7UW1dlKawcIa+Mfq7rBLD+OlvhO4b04HNCcsTa6gGwh5x44Fy7ZKozToq662Zc368Kmhv7fnIJh1IbNr5/WsrlZbwf91HM687awtUc9jGfoxhSFJrzgCpZqp9gYJBS7LnyL0+uh6U4d+OCNGPwJ9I5+VWO0BxXA9sNRnZEje9zLhJyaFsRli2rI7fn5MsS2NWPAQARIEP5VBgQg/7u+LENAD6G8dAnzwe2v5wSWylCYo2u0fktK4bdtHB7tvh/rCBX5eia1f5kTP6lebdWKrEJ/vgKpVYbhDD7hPYOd9K99iAguYsC7Cc/Yx+fvMICrzr+esh9KXxgY53DIZk1mTJ8x5XOvs2hSRIDUI98pi4YCfVdKPrHB1pPodbIt1khZ2RJtWKTOSCYYfs/GuPlBU8p5gxB1zvr0+1YexpCU3z+4X18wxVA+BMnNQtrw4z/iMsJglT3qzwwdXk+7xmd/wVCJtRl5+jjlyDuzWnl23I4tReW8Yr/YNur63SLspFFz5hxH9CW5O12aY2ZuL4KF1a/m8VxuQTEVvqgvSTYq6pzefju6Ja/iDEci1P7wJuQK4A5jt/d5TqC6YFOe9/OcrUzjolVLG+Mr8Uxi20Nq6QulqI8XixmDTwc6r64POmS6+psdP5mKHXTT4LhDRXWPEGe17e8E6Ha45dws+efDiHjqVvj/ScLCivzeJltQRoTs7hKingen02vjOanWWPGCdHvQAXDYEugHgV9MW2gPPfQjCa4uv+IxnvA/15P2EKD4oTYVbISunTnTAvSwF6Vj27EGQhByA146MmJFEk3l4iLDXlOBmH9uEzRuKk4h5CBl9LeUvi0ybwVXuON3OzQKeRoQrCM3rY/qoiI5fFUeHyAlW/Hi74R1U5403ihZn8tIOpaL7fO6TMpuaj8nPyA3m3KXfz3NhQBtTmd72TM5mvm6W708MOsRPIm9ThokChgFTvDxnPc7XEIUYzCDbGK7d1CV+XcgZbwgMxhxKC37voWuwwCHVene3PGw3ndTFn8Pkdu0FvBqUbRQsW/DkB5EH7aLQ4fcOnaWpB7H9VgOwLWRhQqXtQ8kYMnL9xRmoUJ+wLCril0Sjl7FNPGApfG0F642cxjmrmejisQHlb0Oe78W759+WP3tX4mXhE9c//v6Wgp6dZwVBdNuECXsl8tY2rKrz0A+Q/Ieirg="}, {"keys": ["9b3ead7418d34922b05e1d10f1e5c48a"], "sealed": "gkWsixlcHw54WcoA5sQDdviY8NboKC9dbjIzZAZXs6JlD3LCkYtrg+JUpC6M/TuqBo2mSTw5YgZVX0tqW5ORugq8WcaGl/LmUuSei0UWfYngd2omYVBmYqFNUQ+rz2WLJQS3WTiJihEa0Vpz17GI6hR9rmTOy1yQPlCicJQuQdmRSBUxtSjtvooUM3+4dFfZ3poPziGA55aG5yuRPIwrPl9N/nZs+r+gaoeVAretIf7EeSSSdbiQ4t5hFt0ZdD+01VxezQUrHjPWZp51z9Qhmqc6733EW/4VZH3B5mZqiN8b5QkaF+fU/BS49Lb8r1VOwON/d6q21rgPIc5gmcRhllt4BajltPU5q6kKXTH+B1FzPezPArhaH0H+Me56lqqkLeYx6Vl7/ovaAfDmETt/JgxRqPiGLdoJIQPbVWGMyNzwM3+9DIvrWlbXo6QX7AoKRaNU6rW0O7ptEz6gEOfwfiJ7s5UcFQ63nA5Lg+x01AntuoZ2OTwc4/XDduxTYfVqjCke3eiaMWLOS3JDVCFKUk3SGXhYJ6/YUh7LQThUcnTvwLZ+tgnV5wnE3YCFQnw53dYOg+7vHBoEk2d+cu8oGoYnDplbn5SLCQgPk+yJ3x+YFGr1F2ix2CiMG0FDUvYLRgd46bEgw6Y0XQfv4ThY/g2sVjGYYmPxV6GPG4mDb5N0S4FhFY8LkA6I3/G8NZ866r5XqzRShqd8oNaanzB1h0LBKF54rhFrCmnPdEu8mahSFMJ4+mFpunKEipcrukB5DR19RJDnwIbniZJGkomTn436ZybptkkH0HTkDxjMWJXmHhiO4LWrFN2W1buNAIKZxveS37o7cAxING2DOIPlkr8Bjo8ik5p+KUa0b3HwpPbahem0fNFfZUDegDhflH/bjZnhi5HubkC9o0ij1AOzJJI5Kd7sHBpMf0rL2lMtGxXNKbSzIf1RsKNF8xTv4nc+Dk3Zt4bmuONeGWci2MVzGrSSRliLQ1/akp72zccBBI3aWM/MWAoWMm3WmsGth/xau3z+yM6iW1VQndvsfp8oCS6oVASBbb7o+SSvQQwfeEeFGpTR0PNo5DinMh4qer7yieJacglZy+0sySEpNZQTshHYv58j7Hsn8ZCxBb6iwWlyJTGzL8RBvQ+6Phd+PDYCLmfGePyXu2/kce1H4VeELorTvrdqFZJMjQQkScV8gpWCR/rTKu0WDGXinBRGFWa3ZO0wRSq1w1NCFViXxq4oTWcT7xy0tZJyJXp7hH+MKc1s7H2AT66PoMC/b64hFBDvff46cJqSahzbhRt28fAB+j1cknSAJJJifUcIbfFK9Al0AYOsACncAkYBZUXDc+Sw4Ca1LyrDzN7KRUHnNSaTPm2OoYV/qM90iAY/ESOj5Ht4GBtgy504dP7/AEQR9QH3hp/GpZ0ZycgAXksg1zIAgW7jQW4jVfs8rlJEz1rQJJdGmRxSWNq6XVAx/KMFBcBT1RrODJLTup4xHc2cEnWJ56YRdbcnQ8M8E82JnMsNyRyMls7LahoEYP/c4+nRCtvSACuVtwXHHwaSyjrMDSOFtReOcur9npWvs/4rJmZYYUOK2GEv5P5CPNRJERDMX08X8iPmQeRd00mdvWu8TuY3qd5FYfbKDBJ8DOxaxFkFEPTNVoYlTtv8SCuSMYXfymOALF7LuzzwAndoWewiCBPEIql2vY32um0TvZY4D33LiIHUVoMj/N+UQNeA4THgDwAtnBCucRe/MsqIUnJV6ME3F2pQEXDqxaFboIMQnnJYqoagX8r5kh4UCF/OuNj+iFBZLRdDUMwpLJE/X0BGz1KHgyi/y9RS8gm9KnXSnW64MjrVLQyWJZp+tO222mbbC7nEtIM4oHgHN5+PtBVo9D0sLCH/7fZUGYBMDPowMfq6OU/FL0Xl3OPD0Ho0ZCuJ3tnb/TYovf0VYybbAJIh3rgJA0EBk5OPdr2Qzsp7D9ReIK14YV6LNVZDv0bT3jP6Ts0Y6qQuR49ivstailu1faGBQJv/myfi2Bq1yOPCGWN1monFKl7erjd0ZDGO8OqHXHC57hlzTIu2sfheY6jEbMPlpJriMlZkOtpGSz4dntRqWR9mE7TGioV44IUDIV19FSSyDwbFx5k3NTk6vV97wAM/16XQGkkNy8qjyl5WwaDP+/gsunNn4hhd8Wc1bupsBQpGkrbtXwfU3CoksU0zBtUo3uCMmacrvM4huJDniViSwKnk9TrR+QW+g0kSVy3QeO3mD544QNYRSYkcYZ08P0hmy2gbNYPloOe5Rjm3iIxBHA+fnjcyOYkuLgWLmRcbuJDMWZ/xRNe9O+snfhitCNkqlp/W28/nfTb4kN2ojR3Nm7alK4Aoq9m8RIRIasn1rZjVbX+vZuPakaHVGkE2i1DLLPZHrPLbKsxocKku83c5yGlrv7E/BEsz+7qP0B+FeLQCCkcFThv7wIYlEy+ZIACXcwD8XRPSkK+Hqjr0zBTpCaJHHtnmW0FLjuMic9IXfP6Q/2A6oS7TqRlghBOWPnoSXSb46uvjGeLpPm2AMCTyzPJlv19JKt0Gz+ZNCfLze8IDBYu81Di4YofOP7pUIflhFkxTzg7JVuV16yhmY61ypgPEOLUSXvLy+eiOwWHUfGtQPGxBcPxgdvPL1bsUuphbbG6ZhdWXBFmbwzX4ZSX/ENGfxTk17EGShvYi1xTgyGBt2hFXorzxinFPuyWBsiZw1MV8t9hLekG++pRf+LQihY34PAjjzmOhDDY57iIICDaWkl+pTZ9rjDuEFJrGf5B0er7LdLcjqbV6zdTCDi+mc3EuaSGjz7df/Wgxs3LVOgQDTdgr5+/VqDzfHC/sbP1bQvuVoV4muL3ZjqiNaOeo2fg8cqJ4CElPc+xTkEfdu8BhmijvvWGN7HgvuZpbORXBx7WXRMZwpZwohv68iMPO175pNMUZBcxSmMzmYPYxcYuOGV+FAlOrGahL03jWFO2q5zjZzbpcZgiMOO3oWLtjv51Dknn1WC1Q+BpLJhb6ZvzHB6SXvh/wSsFpIuOJy4/j64Xi8VgI69XJmE1E5e4dKXcCV7NbFpnkK7V4NrSQVuuuYTMwqSEZ2HeSmRk9BQ2QBN2kzzrLxJRMYpSu1AlyHXujJ5M07j0Cu60JSx1EVTFxLn6c7yb1a0dzadnM4XXrfwoVwcPj9BTIFM2rzPXSyaoa1RBWV9nR+b9qzpUc7B91Irdu/zJcGpzjTfB+9rGUNaZiS63NbWlSoBOYHvgYrzIFKcW0pbkFc1rKimW3s6dtpyiLgKR0j7h5oTwKdQSFgMqPjcwta8ogZMs2Aj8vehIvoQkGxf7voIAHB2OwseGCDeB5BsYSanvZ+yrLMlqywThJscFnChS4Met0DBRhc613XDFLxQR+7pqs+bK6z9aV+73tgfiALJL8NjVfM9KeYqYz8W3rgOo3xshKGh6qRMP//a3JyU6TFdVWeGPE8WtvbMUwxP04TBa/L5+HFA0Qhi1BOWx99rwCwfeCuc+vbtk4EX2W1qD28SsPuujW+1tDQnpJhVOSTPJLFs3abO760iQsuw/jyviybZ2w/VlAf3gkBuiZCKD9N0Yxvk+0xxuuEqhalqBkSi5w53qMlWsLfbh4CSbm8sHxOgbHe9pNH6hOCdcYnqjUyjjrx6kH/RRyzLEgIO8t4O/UpsD//mWjp2pgUJWCjSEmx9DO3CFeDhKTCK364ZVG3dXKB8hNVvPdpF7iARG/d9IVvsghBy6WadeSbD60aM+d8r9Rmy915DWLCrkOFomEyIyjw3xRM4LTG3c+CbHa3Xrtjjz8B1PZQ44VkP+FHPm/msn6IEpQ5Da26bRcfw+ILvTZGZCqWCAigdpn1n6pPSpgK0kCDMBoOaM2fP9vRHGSIOlsxhXM9eBPy+GgN7LIgixJ0Qfo8duiXXYj+M4cCvXQBbZBDyfyYWTWrJUAN2ZGq1LF+OXX1PCn2LzONgX1gN+51QSi2h6g9EW8v9R/3yjoKCRorGcxiFd7lQ/zjH8j5M8FHTWP2lkcmYk/Mo9+Pr4t7Ja5ZCtK7/YbT9/S1YiHvgmyRBUEpQ8UY1wC4iL6PJN1wvbg9ER0n6cNoHZCEGv7Q2O5kcuqwsaKR6Oz4u7Tkl4VVOeOKuHiNrB4LtgFZMvlTJRc6jFMmBMpSoebNDnfcR6MWtUIMTMMS978EviIZOcvUdKe79Gj9gf4nK6rCU10gxiXvFBa5BjPpaAGde/MWIAXNNKrwbs43MhDwdPT3c9/SJoA4WJd/xkWRMZk8QlIPFCShpL1ZOUIS05OvvITBiFeUhCN2aWQI7F/Wf9/EGHmi+pGRi2B2DE6Y8MqhECXZb5P51htw23KVRb9UxAV9DzRO/LDBYWNyZKG/HRb5nN2B8l8zTIbG6biDDCiaRfcv9j+ISjKnC2rumOUHUqyoKk8b/2bYv7UZlW7OzfE7hQlVY6pODiEY+iYa4XWEXRWM2WztvQcg3cvviyBCP7D+FoWwPlCa9/DmwsoyAuyZPj1hQDbucad4dJlLBxFLirHeUypfoP937Isg1HiRU3aNA0PLtiqwW0iz1f2Ulvene0XE8CxRtWxOiCOv8UBxGj+luh0vNaYC+aIb9/NKiaQu7OxH/SVPZQnXSE06+7fozh1Q2T1VukmAGPW+s+7hw0xk1G3QWIQ9tnIQ6+IDh8HdbyV7L9fFx9pY2g95Y2BviEsmziXhvHhmJh3Xgu8FDF59gL8u7jL1ydxNRtiOvX7R66IhQyE65AEqcd/4cL/Dx0f7ZxD1xo7fyZ7bMMD/i05L+kHc8Rq7sNbI0CIq3xCfUop18mreH5f0n1XSDNl6QcCP9hzCb/lAFPEVAi1kQ9893N+d59gKm9Y1y13c05NhXeZRYU3iyV5OjEnYzGt9u4Frjn0+EwQNPgDzek8FcZDlbzw8Ds/aRgJ3BQs8b7/ER0/rxV0qakHvEpJ+dXeEpog+F/PilEUC81v2T7w8z9l161AfsoNHlNGkh6XRdwAQOXyPpJOSU6kC2MXthONBKx0PLtmS/0Yq2AmYGylEo4+1bQ2zpOam3vRqOI5gzojaibOyKDL105GDKO22VlZlWTPeUhdt5FEs4qH/svzHTOI6pLYzVoL/NzSKbNZ270QhltsbKL26e3h7BcPst6tP98eP96yEfsRF95MEZrgr/al68fYHJXvWWBs6trHE+aUIFnjC2rmaFC1GSHU39ttUBDk3W3iY1QG+iBKrCtiPTrtVwPtCn3VSW5ITxRe0xJ01XdlFZKfrpgX48KsFyEjoq/j1uv/DsiXclvnN3zlSouS3nT3ZeKXl5dNPbS74qK1h37qh4pHQOoXuZ34H98HLbZ27SHSVMNUMVjtGTXOGIduEzjS8AEJHf0h8uRBQe4/+PLAxI6vNLmox3lo90s6+WZeLQLCm+QwpIML/efshZyDvPu2VYrfHgB3c4plak5dXFaMKlYn6n2qx94S8L5WJZlsWETw+upJ3ljz7NIuxXJTI/QS4MVrqe8rVrXUeF64iT80bVTyRG3zBFoas05SSX5G/QlYbq1cGEUCBPydrQu0FhniT/2ODyj6Fe89EyisKuGgKX3CPypM3UjKEdt9FknVCHDAeRSgl0GuoXup7tB1HVHn+l+xrif1MbAbnScQHiIaxe4c3LFQRHtfZGdtbaGXUXIu5TnJlYCOD/8UygJmqLpi/F36b5ndAg+ZBOt6Guv9W2kcbuzUgkX2NCzeegtThLfKesUtOfPxRkndxUOAxOuQFHP4yxE99unOk9SElWx+xytfAkvhLnwKcikjvglGTXHEMElWCoaMPuxt096HCPU/Xr2GJxjXgZf1uKdBY8U224nI98mE8isAdywryhwD44RpKadIIsInW5yiUUsjSeDtjukMZO6hTnojb8NcjhlbhF7hQvV62QFi5ybLk4/bKtoI4b45Pc0q+PfZ2EoukNb18TTl1ap9GyycUAAr8OeZV7yDK7Y65Di+8DcdZ3lZjK9b8pyVJHf3ayc6RTc3WNFHEU/yGWfxr7jKWANO00mtGc3ArqeibyapWbW1M3holFkZzLAkKIFDSx10+0vWuqS06bbZ9qMD1dGl8xlvV6tT3W2zJVzEiV17/kSPRmUDfIrQhFoORfV8r2qSxcuIhVlpbaYL2tArgd2NzqOgL4GRc34R7oJjHVMV1ZcUa8TXI1NR19I7FDifJ8SXLVferxQ10DU657K0ICLeYEa5WHHpTvnhvoFmCCeIdj3plSjvcN8L9ohnhw6CdZZkO5rShKwsQB9qOjMKGI8TwRlp8tFtGz5MFSTovAzwbY23qjiyUPjt5l/7PH0QvxrNaqgAS1UzPGYfLwmZOrIKScHYKnYmvL04e79kbZzDc+FL597pxVxuyBASy0SaZCglN3JDiOjSs/dPPCsEeXCS31VjU0hus7Mx4lAnIxRly0d+PqdjcC5N+sDG9huX9spZAjgtK6GmKCIrhiP71vbyYatoJo0V1N4lDYB6anVUutyA/4hbRtaVaeSDSegXCe+H0oCKHW0H8I/NapjCQlPqAkQ11O/BZ4/w60r8PUqwudEb4gCobBjbVV0JjmnGp9gi2pLLNQAhAa15Utjlxuoe424H6FkVfXTJOi7o8iVjlQZAFJkQV+/Ejvdhw+/SbBmfpEiZ+o8dWUbeo0/N2gqqkmK62rimMaqqVPyNhylJE9Fe5rnkD4LcxPJPQx8m3i8+AUhR0StvkSNUVvL6xY/LHdXE7aiGwFp2L3wJplTRK13dGSrGHB+tjt+ciYm4mgkOsVjPpk5EM3s+O6hueGxbAXFr8Fffxys71kmaiIyE30zvRCC2RpXAxfTqfRmq9FJ/2yuqj+a91poghPys2sEg6rUEjQkEeNotDoQarwXCpTGwGuQFFqho2vzuh4rSVlUc1/xC23/uRjaTkGfCuk6U09RKe9WfhDReanIWS6qo0TA0bxKzY/tKlRKpkSZ34pri+AON4YL/B1TgtWv0PuicyPo1Ah6AHweWHck/R9u53q9dWHgftmjw29V4fgQHmJky9wxGeSQuIcwO/esbax6++xe2eAlFYzQ0h4L9Qu+Cqz03J1MwpgqW+/Vunyep8gDl/TuEw/WHGUzgk2IvZK9d83f7XTLaWmd1pS+13WumHUJ0sDmL3LxS/XTDDP3QAdR0140QCPj78eVmAd9Td9P6YYSKViMQoJttgD4VkGVvpo8jUPTWl0JkqvHlfrUjKTRFIMRSzG03AxZBjiogOXnemTmVI6vYCExq3LcY4wSsceOp9PxctbnMnnPT+uStWETyfpN7JkZeRCLEOT7ri+F5HPFs0xBjpZBAMppxLABKrZcPvvVVQ3iSAGfUXlA="}]', '{"meedoen": "none", "jobcoach": "none", "voorbereiden": "none", "proefplaatsing": "away", "korte_vakopleiding": "none"}', '0.1.0', 1, 1, 1, NULL);


--
-- Data for Name: checklist_finding; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_finding VALUES (1, 1, 'effect', 'versus_reference', 'direct_werk', 'work', 6, false, '', '', '', 'points_per_100', 'share', 9.0000, 1.0000, 7.0000, 11.0000, 'null_imposed', 39.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'andere uitkomst of termijn', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (2, 2, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, '', '', '', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.001000, 'beter', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (3, 3, 'effect', 'versus_reference', 'direct_werk', 'work', 24, false, '', '', '', 'points_per_100', 'share', 3.0000, 1.0000, 1.0000, 5.0000, 'null_imposed', 33.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'andere uitkomst of termijn', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (4, 4, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'age', 'under_45', 'jonger dan 45 jaar', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (5, 5, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'age', 'from_45', 'van 45 jaar of ouder', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (6, 6, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'education', 'low', 'zonder startkwalificatie', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (7, 7, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'education', 'middle', 'met een startkwalificatie', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (8, 8, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'children', 'with', 'met kinderen thuis', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (9, 9, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'children', 'without', 'zonder kinderen thuis', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (10, 10, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'recent_work', 'with', 'met recent werk', 'points_per_100', 'share', 11.0000, 1.0000, 9.0000, 13.0000, 'null_imposed', 41.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.010000, 0.001000, 'beter', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (11, 11, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'recent_work', 'without', 'zonder recent werk', 'points_per_100', 'share', 3.0000, 1.0000, 1.0000, 5.0000, 'null_imposed', 33.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.010000, 0.001000, 'beter', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (12, 12, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'chronic_condition', 'with', 'met langdurige klachten', 'points_per_100', 'share', -6.0000, 1.0000, -8.0000, -4.0000, 'null_imposed', 24.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.010000, 0.001000, 'slechter', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (13, 13, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'chronic_condition', 'without', 'zonder langdurige klachten', 'points_per_100', 'share', 8.0000, 1.0000, 6.0000, 10.0000, 'null_imposed', 38.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.010000, 0.001000, 'beter', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (14, 14, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'sex', 'woman', 'vrouwen', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (15, 15, 'effect', 'versus_reference', 'direct_werk', 'work', 12, true, 'sex', 'man', 'mannen', 'points_per_100', 'share', 6.0000, 1.0000, 4.0000, 8.0000, 'null_imposed', 36.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (16, 16, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 6, false, '', '', '', 'points_per_100', 'share', -6.0000, 1.0000, -8.0000, -4.0000, 'null_imposed', 24.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'andere uitkomst of termijn', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (17, 17, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, '', '', '', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'te onzeker', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (18, 18, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 24, false, '', '', '', 'points_per_100', 'share', 8.0000, 1.0000, 6.0000, 10.0000, 'null_imposed', 38.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'andere uitkomst of termijn', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (19, 19, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'age', 'under_45', 'jonger dan 45 jaar', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (20, 20, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'age', 'from_45', 'van 45 jaar of ouder', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (21, 21, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'education', 'low', 'zonder startkwalificatie', 'points_per_100', 'share', 8.0000, 1.0000, 6.0000, 10.0000, 'null_imposed', 38.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.010000, 0.001000, 'beter', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (22, 22, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'education', 'middle', 'met een startkwalificatie', 'points_per_100', 'share', -2.0000, 1.0000, -4.0000, 0.0000, 'null_imposed', 28.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.010000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'te onzeker', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (23, 23, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'children', 'with', 'met kinderen thuis', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (24, 24, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'children', 'without', 'zonder kinderen thuis', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (25, 25, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'recent_work', 'with', 'met recent werk', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (26, 26, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'recent_work', 'without', 'zonder recent werk', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (27, 27, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'chronic_condition', 'with', 'met langdurige klachten', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (28, 28, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'chronic_condition', 'without', 'zonder langdurige klachten', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (29, 29, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'sex', 'woman', 'vrouwen', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (30, 30, 'effect', 'versus_reference', 'korte_vakopleiding', 'work', 12, true, 'sex', 'man', 'mannen', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (31, 31, 'effect', 'versus_reference', 'proefplaatsing', 'work', 6, false, '', '', '', 'points_per_100', 'share', -8.0000, 1.0000, -10.0000, -6.0000, 'null_imposed', 22.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'andere uitkomst of termijn', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (32, 32, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, '', '', '', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.001000, 'slechter', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (33, 33, 'effect', 'versus_reference', 'proefplaatsing', 'work', 24, false, '', '', '', 'points_per_100', 'share', 1.0000, 1.0000, -1.0000, 3.0000, 'null_imposed', 31.0000, 30.0000, 3000, 60, 12.0000, NULL, NULL, 0.600000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'andere uitkomst of termijn', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (34, 34, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'age', 'under_45', 'jonger dan 45 jaar', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (35, 35, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'age', 'from_45', 'van 45 jaar of ouder', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (36, 36, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'education', 'low', 'zonder startkwalificatie', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (37, 37, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'education', 'middle', 'met een startkwalificatie', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (38, 38, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'children', 'with', 'met kinderen thuis', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (39, 39, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'children', 'without', 'zonder kinderen thuis', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (40, 40, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'recent_work', 'with', 'met recent werk', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (41, 41, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'recent_work', 'without', 'zonder recent werk', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (42, 42, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'chronic_condition', 'with', 'met langdurige klachten', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (43, 43, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'chronic_condition', 'without', 'zonder langdurige klachten', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (44, 44, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'sex', 'woman', 'vrouwen', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (45, 45, 'effect', 'versus_reference', 'proefplaatsing', 'work', 12, true, 'sex', 'man', 'mannen', 'points_per_100', 'share', -5.0000, 1.0000, -7.0000, -3.0000, 'null_imposed', 25.0000, 30.0000, 1200, 60, 12.0000, 8.0000, 0.700000, 0.001000, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', 'verschil tussen groepen niet aangetoond', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (46, 46, 'association', '', '', 'work', 12, false, 'age', 'under_45', 'jonger dan 45 jaar', 'points_per_100', 'share', 8.0000, 1.0000, 6.0000, 10.0000, 'normal', 38.0000, 30.0000, 4000, NULL, 12.0000, NULL, NULL, NULL, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);
INSERT INTO public.checklist_finding VALUES (47, 47, 'association', '', '', 'work', 12, false, 'age', 'from_45', 'van 45 jaar of ouder', 'points_per_100', 'share', -8.0000, 1.0000, -10.0000, -6.0000, 'normal', 22.0000, 30.0000, 4000, NULL, 12.0000, NULL, NULL, NULL, 'geen uitspraak', 'redelijk', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', 'own', '', NULL, '', NULL, 1);


--
-- Data for Name: checklist_firstidea; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_firstidea VALUES (1, '27a53614-a47a-4d5b-81d6-25cd14c4b362', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 1, '0000000000000000000000000000000000000000000000000000000000000000', '2793a094e76c1064281c1f9f69d9e9d320ff209b39cc7ef0791ef91e7ad13d1f', '2026-11-30 10:32:44.362212+00', 'client', 'no_idea', '[]', '\xf707b85884452ebadc6c216b1504fcabd3bf4942f2b1b266fb4d21389413ee95dcfb7ea98bbf0a26e7', 1, 1);
INSERT INTO public.checklist_firstidea VALUES (2, 'f90d33a0-2580-4ea0-9964-62f814dc3e30', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 2, '2793a094e76c1064281c1f9f69d9e9d320ff209b39cc7ef0791ef91e7ad13d1f', 'de1155e8cf905fbf5d7e4fe14fca161e5b741edc7213dde70602149c9c96cfad', '2026-11-30 10:32:44.556803+00', 'caseworker', 'no_idea', '[]', '\x', 1, 1);


--
-- Data for Name: checklist_givenvoice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: checklist_grouppolicy; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_grouppolicy VALUES (1, 'age', 'in_talk', 'De hulp kan per leeftijdsgroep anders uitpakken. U zegt zelf of de groep klopt. Wij schrijven uw geboortedatum niet op.', 'The help can work out differently per age group. You say yourself whether the group is right. We do not write down your date of birth.', '2026-11-30 10:32:39.124026+00', '2026-11-30 10:32:39.15378+00', 5, 4);
INSERT INTO public.checklist_grouppolicy VALUES (2, 'education', 'in_talk', 'De hulp kan per opleiding anders uitpakken. Het helpt ook om te praten over leren en werk.', 'The help can work out differently per level of education. It also helps to talk about learning and work.', '2026-11-30 10:32:39.194307+00', '2026-11-30 10:32:39.212242+00', 5, 4);
INSERT INTO public.checklist_grouppolicy VALUES (3, 'children', 'in_talk', 'De hulp kan anders uitpakken als er kinderen thuis wonen. Het helpt ook bij uren en opvang. Wij vragen niet of u getrouwd bent.', 'The help can work out differently when children live at home. It also helps with hours and childcare. We do not ask whether you are married.', '2026-11-30 10:32:39.238036+00', '2026-11-30 10:32:39.253929+00', 5, 4);
INSERT INTO public.checklist_grouppolicy VALUES (4, 'recent_work', 'in_talk', 'De hulp kan anders uitpakken na recent werk. Wij vragen niet bij wie u werkte of wat u verdiende.', 'The help can work out differently after recent work. We do not ask for whom you worked or what you earned.', '2026-11-30 10:32:39.255308+00', '2026-11-30 10:32:39.321982+00', 5, 4);
INSERT INTO public.checklist_grouppolicy VALUES (5, 'chronic_condition', 'in_talk', 'De hulp kan anders uitpakken als u lang last heeft van uw gezondheid. U bepaalt zelf of u hierover praat. Niemand vult dit voor u in. De privacy officer heeft dit apart bevestigd.', 'The help can work out differently when your health troubles you for long. You decide whether to talk about this. Nobody fills it in for you. The privacy officer confirmed this separately.', '2026-11-30 10:32:39.365983+00', '2026-11-30 10:32:39.375299+00', 5, 4);
INSERT INTO public.checklist_grouppolicy VALUES (6, 'debts', 'library', 'Er is nog geen goedgekeurd onderzoek naar de werking van hulp bij schulden. Daarom vragen wij er niet naar voor het onderzoek.', 'There is no approved research yet on how help works out with debts. So we do not ask about it for the research.', '2026-11-30 10:32:39.393196+00', '2026-11-30 10:32:39.413052+00', 5, 4);
INSERT INTO public.checklist_grouppolicy VALUES (7, 'sex', 'library', 'Wij willen niet dat vrouwen en mannen andere hulp te zien krijgen. De uitkomst staat alleen in de bibliotheek.', 'We do not want women and men to be shown different help. The result stands in the library only.', '2026-11-30 10:32:39.446068+00', '2026-11-30 10:32:39.493331+00', 5, 4);
INSERT INTO public.checklist_grouppolicy VALUES (8, 'married', 'library', 'Of iemand getrouwd is, hoort niet thuis in dit gesprek. De uitkomst staat alleen in de bibliotheek.', 'Whether somebody is married does not belong in this talk. The result stands in the library only.', '2026-11-30 10:32:39.558104+00', '2026-11-30 10:32:39.620206+00', 5, 4);


--
-- Data for Name: checklist_override; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_override VALUES (1, 'b7636c6c-4eeb-4651-a7be-793afe449062', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 1, '0000000000000000000000000000000000000000000000000000000000000000', 'f7c28b512ea000e220c699f9e9130605f698121f83d5748d34ca63a73c670f59', '2026-11-30 10:32:46.901919+00', 'client', true, '', '', '{"client": ["proefplaatsing"], "caseworker": ["direct_werk"]}', '{"client": ["away", "left_out"], "caseworker": []}', 1, 1, 1);


--
-- Data for Name: checklist_purposeoftheday; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_purposeoftheday VALUES (1, '903c2ea0-692e-40c9-a2f8-109a49aaf632', '2026-11-30', 'talk', '2026-11-30 10:32:42.289901+00', 1);
INSERT INTO public.checklist_purposeoftheday VALUES (2, 'abdafeca-11e0-45c6-897d-af1517fe9727', '2026-11-30', 'talk', '2026-11-30 10:32:47.273873+00', 1);


--
-- Data for Name: checklist_question; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_question VALUES (6, 'goal', 1, 'Uw doel', 'Your goal', 'words', 'Wat wilt u bereiken? Dat mag ook iets anders zijn dan werk.', 'What do you want to achieve? It may also be something other than work.', 'We schrijven uw woorden precies zo op.', 'We write down your words exactly.', '[]', '[]', false, 'practical', 'Het gesprek begint bij wat u wilt. Alles daarna gaat daarover.', 'The talk starts with what you want. Everything after that is about it.', '', '', '', false, '', '[]', true, 1, false, '', '');
INSERT INTO public.checklist_question VALUES (7, 'work', 2, 'Werk dat bij u past', 'Work that suits you', 'words', 'Welk werk zou u willen doen, of wat doet u graag?', 'What work would you like to do, or what do you like doing?', '', '', '[{"en": "I have no idea yet", "nl": "Ik heb nog geen idee", "value": "no_idea"}]', '[]', false, 'practical', 'Zo zoeken we samen naar werk of activiteiten waar u zin in heeft.', 'So that we look together for work or activities that you feel like doing.', '', '', '', false, '', '[]', true, 1, false, 'Tell me: what makes you happy?', 'Vertel eens: waar wordt u blij van?');
INSERT INTO public.checklist_question VALUES (8, 'hours', 3, 'Werk dat bij u past', 'Work that suits you', 'one', 'Hoeveel uur per week kunt u nu werken of meedoen?', 'How many hours a week can you work or take part now?', '', '', '[{"en": "0–8 hours", "nl": "0–8 uur", "value": "0-8"}, {"en": "9–16 hours", "nl": "9–16 uur", "value": "9-16"}, {"en": "17–24 hours", "nl": "17–24 uur", "value": "17-24"}, {"en": "25–32 hours", "nl": "25–32 uur", "value": "25-32"}, {"en": "More than 32 hours", "nl": "Meer dan 32 uur", "value": "33+"}]', '[]', false, 'practical', 'Elke hulp vraagt een aantal uren per week. Zo zien we wat past.', 'Each kind of help takes some hours a week. So we see what fits.', '', '', '', false, '', '[]', true, 1, false, '', '');
INSERT INTO public.checklist_question VALUES (1, 'age', 4, 'Leeftijd en opleiding', 'Age and education', 'one', 'Klopt het dat u in deze leeftijdsgroep zit?', 'Is it right that you are in this age group?', 'Wij schrijven uw geboortedatum niet op.', 'We do not write down your date of birth.', '[{"en": "18–26 years", "nl": "18–26 jaar", "group": "under_45", "value": "18-26"}, {"en": "27–44 years", "nl": "27–44 jaar", "group": "under_45", "value": "27-44"}, {"en": "45–54 years", "nl": "45–54 jaar", "group": "from_45", "value": "45-54"}, {"en": "55 years or older", "nl": "55 jaar of ouder", "group": "from_45", "value": "55+"}]', '[]', false, 'effect', 'Onderzoek keek of hulp anders uitpakt voor jongere en oudere mensen.', 'Research looked at whether help works out differently for younger and older people.', 'age', 'Het onderzoek telde de leeftijd uit het bevolkingsregister. Wij vragen alleen uw leeftijdsgroep.', 'The research counted the age in the population register. We only ask your age group.', false, '', '[]', true, 1, true, 'We ask this because help sometimes works out differently per group.', 'Dit vragen we omdat hulp soms anders uitpakt per groep.');
INSERT INTO public.checklist_question VALUES (2, 'education', 5, 'Leeftijd en opleiding', 'Age and education', 'one', 'Wat is de hoogste opleiding die u heeft afgemaakt?', 'What is the highest education that you finished?', 'Diploma uit een ander land? Kies waar uw diploma het meest op lijkt.', 'A diploma from another country? Pick what your diploma is most like.', '[{"en": "None, or primary school", "nl": "Geen of basisschool", "group": "low", "value": "none"}, {"en": "Vmbo, mavo or mbo 1 (lower secondary)", "nl": "Vmbo, mavo of mbo 1", "group": "low", "value": "vmbo"}, {"en": "Havo, vwo or mbo 2–4 (upper secondary)", "nl": "Havo, vwo of mbo 2–4", "group": "middle", "value": "havo"}, {"en": "Hbo or university (higher education)", "nl": "Hbo of universiteit", "group": "", "value": "hbo"}, {"en": "Diploma from another country: like vmbo, mavo or mbo 1", "nl": "Diploma uit een ander land: lijkt op vmbo, mavo of mbo 1", "group": "low", "value": "foreign_low"}, {"en": "Diploma from another country: like havo, vwo or mbo 2–4", "nl": "Diploma uit een ander land: lijkt op havo, vwo of mbo 2–4", "group": "middle", "value": "foreign_middle"}, {"en": "Diploma from another country: like hbo or university", "nl": "Diploma uit een ander land: lijkt op hbo of universiteit", "group": "", "value": "foreign_high"}, {"en": "Diploma from another country: I do not know what it is like", "nl": "Diploma uit een ander land: ik weet niet waar het op lijkt", "group": "", "value": "foreign"}]', '[]', false, 'effect', 'Onderzoek keek of hulp anders uitpakt per opleiding. Het keek niet naar mensen met hbo of universiteit.', 'Research looked at whether help works out differently per level of education. It did not look at people with higher education.', 'education', 'Het onderzoek nam de hoogste opleiding uit een register (HOOGSTEOPLTAB). Daarin ontbreekt soms een diploma. Wij vragen het u zelf.', 'The research took the highest education from a register (HOOGSTEOPLTAB). Some diplomas are missing there. We ask you.', false, '', '[]', true, 1, false, '', '');
INSERT INTO public.checklist_question VALUES (3, 'recent_work', 6, 'Wat u eerder deed', 'What you did before', 'one', 'Heeft u in de laatste 2 jaar betaald werk gehad?', 'Did you have paid work in the last 2 years?', 'Wij vragen niet bij wie of hoeveel u verdiende.', 'We do not ask for whom or how much you earned.', '[{"en": "Yes, still now", "nl": "Ja, nu nog", "group": "with", "value": "yes_now"}, {"en": "Yes, not any more", "nl": "Ja, nu niet meer", "group": "with", "value": "yes_past"}, {"en": "No", "nl": "Nee", "group": "without", "value": "no"}]', '[]', false, 'effect', 'Onderzoek keek of hulp anders uitpakt voor mensen met en zonder recent werk.', 'Research looked at whether help works out differently for people with and without recent work.', 'recent_work', 'Het onderzoek zag betaald werk in de registers. Wij vragen het u zelf, ook over werk dat daar niet in staat.', 'The research saw paid work in the registers. We ask you, also about work that is not in them.', false, '', '[]', true, 1, true, 'What did you do in the last years? That can be anything.', 'Wat deed u de laatste jaren? Dat mag van alles zijn.');
INSERT INTO public.checklist_question VALUES (9, 'before', 7, 'Wat u eerder deed', 'What you did before', 'several', 'Wat heeft u eerder gedaan waar u iets van leerde?', 'What did you do before that taught you something?', '', '', '[{"en": "Paid work", "nl": "Betaald werk", "value": "paid"}, {"en": "Volunteer work", "nl": "Vrijwilligerswerk", "value": "volunteer"}, {"en": "Care for others", "nl": "Zorg voor anderen", "value": "care"}, {"en": "Own business", "nl": "Eigen bedrijf", "value": "own_business"}, {"en": "Course", "nl": "Cursus", "value": "course"}]', '[]', true, 'practical', 'Wat u al kunt, telt mee in het gesprek. Ook wat u zonder diploma leerde.', 'What you can do already counts in the talk. Also what you learned without a diploma.', '', '', '', false, '', '[]', true, 1, true, '', '');
INSERT INTO public.checklist_question VALUES (4, 'children', 8, 'Thuis', 'At home', 'one', 'Wonen er kinderen bij u thuis?', 'Do children live at home with you?', 'Wij vragen niet of u getrouwd bent. ‘Een deel van de tijd’ telt bij het onderzoek als ja.', 'We do not ask whether you are married. ‘Part of the time’ counts as yes with the research.', '[{"en": "Yes", "nl": "Ja", "group": "with", "value": "yes"}, {"en": "No", "nl": "Nee", "group": "without", "value": "no"}, {"en": "Part of the time", "nl": "Een deel van de tijd", "group": "with", "value": "part"}]', '[]', false, 'effect', 'Onderzoek keek of hulp anders uitpakt voor mensen met en zonder kinderen thuis.', 'Research looked at whether help works out differently for people with and without children at home.', 'children', 'Het onderzoek zag in een register (GBAHUISHOUDENSBUS) wie op hetzelfde adres woont. Wij vragen het u zelf.', 'The research saw in a register (GBAHUISHOUDENSBUS) who lives at the same address. We ask you.', false, '', '[]', true, 1, false, 'What does an ordinary day at home look like?', 'Hoe ziet een gewone dag er bij u thuis uit?');
INSERT INTO public.checklist_question VALUES (10, 'care', 9, 'Thuis', 'At home', 'several', 'Zorgt u voor iemand op vaste tijden? Wanneer kunt u niet?', 'Do you care for somebody at fixed times? When are you not free?', 'Bij eigen woorden: de tijden waarop u niet kunt. Schrijf geen ziekte en geen namen op.', 'In own words: the times at which you are not free. Write down no illness and no names.', '[{"en": "No", "nl": "Nee", "value": "no"}, {"en": "Yes, children under 5", "nl": "Ja, kinderen onder 5 jaar", "value": "young_children"}, {"en": "Yes, older children", "nl": "Ja, oudere kinderen", "value": "older_children"}, {"en": "Yes, somebody else", "nl": "Ja, iemand anders", "value": "somebody_else"}]', '[]', true, 'practical', 'Zo zoeken we hulp op tijden die kunnen, en opvang als dat nodig is.', 'So that we look for help at times that are possible, and childcare if needed.', '', '', '', false, '', '[]', true, 1, false, '', '');
INSERT INTO public.checklist_question VALUES (11, 'money_help', 10, 'Geld', 'Money', 'one', 'Wilt u hulp bij geldzorgen of schulden?', 'Do you want help with money worries or debts?', 'Wij vragen geen bedragen.', 'We do not ask for amounts.', '[{"en": "No", "nl": "Nee", "value": "no"}, {"en": "Yes, please", "nl": "Ja, graag", "value": "please"}, {"en": "I have help already", "nl": "Ik heb al hulp", "value": "has_help"}, {"en": "Later", "nl": "Later", "value": "later"}]', '[]', false, 'practical', 'Als u dat wilt, vertelt uw consulent waar u hulp bij geld kunt krijgen.', 'If you want it, your caseworker tells you where to get help with money.', '', '', '', true, '', '[]', true, 1, false, 'Worries about money take a lot of time. You choose whether you say something about it.', 'Zorgen over geld kosten veel tijd. U kiest zelf of u er iets over zegt.');
INSERT INTO public.checklist_question VALUES (12, 'health_gate', 11, 'Gezondheid en werk', 'Health and work', 'one', 'Wilt u iets vertellen over uw gezondheid en werk? Het hoeft niet.', 'Do you want to tell something about your health and work? You do not have to.', 'Nee zeggen heeft geen gevolgen in dit gesprek.', 'Saying no has no consequences in this talk.', '[{"en": "Yes", "nl": "Ja", "value": "yes"}, {"en": "No", "nl": "Nee", "value": "no"}, {"en": "Later", "nl": "Later", "value": "later"}]', '[]', false, 'practical', 'U bepaalt zelf of we over gezondheid praten.', 'You decide yourself whether we talk about health.', '', '', '', true, '', '[]', true, 1, false, 'You do not have to tell anything about this.', 'U hoeft hier niets over te vertellen.');
INSERT INTO public.checklist_question VALUES (5, 'health_long', 12, 'Gezondheid en werk', 'Health and work', 'one', 'Heeft u langer dan een half jaar last van uw gezondheid bij werk of dagelijkse dingen?', 'Has your health troubled you for more than half a year at work or in daily things?', 'U antwoordt zelf. Schrijf geen ziekte of medicijn op.', 'You answer this yourself. Do not write down an illness or a medicine.', '[{"en": "Yes", "nl": "Ja", "group": "with", "value": "yes"}, {"en": "No", "nl": "Nee", "group": "without", "value": "no"}]', '[]', false, 'effect', 'Onderzoek keek of hulp anders uitpakt voor mensen die lang last hebben van hun gezondheid.', 'Research looked at whether help works out differently for people whose health troubles them for long.', 'chronic_condition', 'Het onderzoek keek naar medicijnen (MEDICIJNTAB). Wij vragen het u zelf. Dat is niet precies hetzelfde.', 'The research looked at medicines (MEDICIJNTAB). We ask you. That is not exactly the same.', true, 'health_gate', '["yes"]', true, 1, false, '', '');
INSERT INTO public.checklist_question VALUES (13, 'abilities', 13, 'Gezondheid en werk', 'Health and work', 'lines', 'Wat lukt goed, en wat lukt niet of kost veel?', 'What goes well, and what does not work or takes a lot of effort?', 'Alleen de regels waar u iets over wilt zeggen.', 'Only the lines that you want to say something about.', '[]', '[{"en": "Standing for long", "nl": "Lang staan", "value": "standing"}, {"en": "Sitting", "nl": "Zitten", "value": "sitting"}, {"en": "Lifting", "nl": "Tillen", "value": "lifting"}, {"en": "Working with your hands", "nl": "Met handen werken", "value": "hands"}, {"en": "Crowds or noise", "nl": "Drukte of lawaai", "value": "noise"}, {"en": "Working with people", "nl": "Met mensen werken", "value": "people"}, {"en": "Concentrating", "nl": "Me concentreren", "value": "concentrate"}, {"en": "Fixed times", "nl": "Vaste tijden", "value": "fixed_times"}, {"en": "Travelling", "nl": "Reizen", "value": "travel"}]', false, 'practical', 'Zo zoeken we werk of hulp die voor u vol te houden is.', 'So that we look for work or help that you can keep up.', '', '', '', true, 'health_gate', '["yes"]', true, 1, false, '', '');
INSERT INTO public.checklist_question VALUES (14, 'earlier_help', 14, 'Hulp', 'Help', 'words', 'Welke hulp bij werk kreeg u eerder? Wat hielp, wat niet?', 'What help with work did you get before? What helped, and what did not?', 'Dit vragen we één keer. Daarna nooit meer.', 'We ask this once. After that never again.', '[{"en": "None yet", "nl": "Nog geen", "value": "none"}]', '[]', false, 'practical', 'Wat eerder niet hielp, bieden we niet zomaar weer aan.', 'What did not help before, we do not simply offer again.', '', '', '', false, '', '[]', true, 1, true, 'What worked for you before, and what did not?', 'Wat werkte eerder wel voor u, en wat niet?');
INSERT INTO public.checklist_question VALUES (15, 'needs', 15, 'Hulp', 'Help', 'several', 'Wat heeft u nodig om mee te kunnen doen?', 'What do you need to be able to take part?', '', '', '[{"en": "Interpreter or help with Dutch", "nl": "Tolk of hulp bij Nederlands", "value": "interpreter"}, {"en": "Help with reading or computer", "nl": "Hulp bij lezen of computer", "value": "reading"}, {"en": "Travel", "nl": "Reizen", "value": "travel"}, {"en": "Childcare", "nl": "Kinderopvang", "value": "childcare"}, {"en": "Somebody with me", "nl": "Iemand erbij", "value": "companion"}, {"en": "Nothing", "nl": "Niets", "value": "nothing"}, {"en": "Something else", "nl": "Anders", "value": "other"}]', '[]', true, 'practical', 'Zo regelen we wat u nodig heeft voordat iets begint.', 'So that we arrange what you need before something starts.', '', '', '', false, '', '[]', true, 1, false, '', '');


--
-- Data for Name: checklist_question_findings; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_question_findings VALUES (1, 1, 34);
INSERT INTO public.checklist_question_findings VALUES (2, 1, 35);
INSERT INTO public.checklist_question_findings VALUES (3, 1, 4);
INSERT INTO public.checklist_question_findings VALUES (4, 1, 5);
INSERT INTO public.checklist_question_findings VALUES (5, 1, 19);
INSERT INTO public.checklist_question_findings VALUES (6, 1, 20);
INSERT INTO public.checklist_question_findings VALUES (7, 2, 36);
INSERT INTO public.checklist_question_findings VALUES (8, 2, 37);
INSERT INTO public.checklist_question_findings VALUES (9, 2, 6);
INSERT INTO public.checklist_question_findings VALUES (10, 2, 7);
INSERT INTO public.checklist_question_findings VALUES (11, 2, 21);
INSERT INTO public.checklist_question_findings VALUES (12, 2, 22);
INSERT INTO public.checklist_question_findings VALUES (13, 3, 40);
INSERT INTO public.checklist_question_findings VALUES (14, 3, 41);
INSERT INTO public.checklist_question_findings VALUES (15, 3, 10);
INSERT INTO public.checklist_question_findings VALUES (16, 3, 11);
INSERT INTO public.checklist_question_findings VALUES (17, 3, 25);
INSERT INTO public.checklist_question_findings VALUES (18, 3, 26);
INSERT INTO public.checklist_question_findings VALUES (19, 4, 38);
INSERT INTO public.checklist_question_findings VALUES (20, 4, 39);
INSERT INTO public.checklist_question_findings VALUES (21, 4, 8);
INSERT INTO public.checklist_question_findings VALUES (22, 4, 9);
INSERT INTO public.checklist_question_findings VALUES (23, 4, 23);
INSERT INTO public.checklist_question_findings VALUES (24, 4, 24);
INSERT INTO public.checklist_question_findings VALUES (25, 5, 42);
INSERT INTO public.checklist_question_findings VALUES (26, 5, 43);
INSERT INTO public.checklist_question_findings VALUES (27, 5, 12);
INSERT INTO public.checklist_question_findings VALUES (28, 5, 13);
INSERT INTO public.checklist_question_findings VALUES (29, 5, 27);
INSERT INTO public.checklist_question_findings VALUES (30, 5, 28);


--
-- Data for Name: checklist_release; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_release VALUES (1, 'fictief-klein', 'cfc0139fa056d4883e4d1a2ed81db1d14448c7d6f289783bdf14b697279d3124', 'FICTIEF: Hulp naar werk in Voorbeeldstad', 'FICTIONAL: Help towards work in Voorbeeldstad', 'own', true, 'caseworker', 'Voorbeeldstad (FICTIEF)', '2018-01/2023-12', '2024-12-31', 'versus_reference', true, '{"kind": "own", "slug": "fictief-klein", "files": [["findings.csv", "0cf0d55771d680be553d7b802b037c18215ae4baf2b2e777a3f02bb5555f1252"], ["checks.csv", "9bb534c321c19dd6f983fde70eea31df8f4cead3775c97cbfe0d59f2bbde6805"], ["power.csv", "9a8b6c6a12d85685923203effcb1a9a59fadff9cf1566b248c656d5f9f479685"], ["toelichting.txt", "f7becd9fdbf4e7569169c16340e9613b6053f41aa4e2b9e6f27a101f632239d2"]], "gates": [["plan", "voldaan"], ["sample", "voldaan"], ["balance", "voldaan"], ["permutation", "voldaan"], ["relevance", "voldaan"], ["monotonicity", "niet getoetst"], ["overlap", "voldaan"], ["exclusion", "voldaan"], ["attrition", "voldaan"], ["power", "voldaan"], ["disclosure", "voldaan"]], "place": "Voorbeeldstad (FICTIEF)", "design": "caseworker", "digest": "cfc0139fa056d4883e4d1a2ed81db1d14448c7d6f289783bdf14b697279d3124", "groups": [{"key": "under_45", "name_en": "under 45", "name_nl": "jonger dan 45 jaar", "definition_en": "under 45", "definition_nl": "jonger dan 45 jaar", "characteristic": "age"}, {"key": "from_45", "name_en": "of 45 or older", "name_nl": "van 45 jaar of ouder", "definition_en": "of 45 or older", "definition_nl": "van 45 jaar of ouder", "characteristic": "age"}, {"key": "low", "name_en": "without a basic qualification", "name_nl": "zonder startkwalificatie", "definition_en": "without a basic qualification", "definition_nl": "zonder startkwalificatie", "characteristic": "education"}, {"key": "middle", "name_en": "with a basic qualification", "name_nl": "met een startkwalificatie", "definition_en": "with a basic qualification", "definition_nl": "met een startkwalificatie", "characteristic": "education"}, {"key": "with", "name_en": "with children at home", "name_nl": "met kinderen thuis", "definition_en": "with children at home", "definition_nl": "met kinderen thuis", "characteristic": "children"}, {"key": "without", "name_en": "without children at home", "name_nl": "zonder kinderen thuis", "definition_en": "without children at home", "definition_nl": "zonder kinderen thuis", "characteristic": "children"}, {"key": "with", "name_en": "with recent work", "name_nl": "met recent werk", "definition_en": "with recent work", "definition_nl": "met recent werk", "characteristic": "recent_work"}, {"key": "without", "name_en": "without recent work", "name_nl": "zonder recent werk", "definition_en": "without recent work", "definition_nl": "zonder recent werk", "characteristic": "recent_work"}, {"key": "with", "name_en": "with long-lasting complaints", "name_nl": "met langdurige klachten", "definition_en": "with long-lasting complaints", "definition_nl": "met langdurige klachten", "characteristic": "chronic_condition"}, {"key": "without", "name_en": "without long-lasting complaints", "name_nl": "zonder langdurige klachten", "definition_en": "without long-lasting complaints", "definition_nl": "zonder langdurige klachten", "characteristic": "chronic_condition"}, {"key": "woman", "name_en": "women", "name_nl": "vrouwen", "definition_en": "women", "definition_nl": "vrouwen", "characteristic": "sex"}, {"key": "man", "name_en": "men", "name_nl": "mannen", "definition_en": "men", "definition_nl": "mannen", "characteristic": "sex"}], "period": "2018-01/2023-12", "schema": "1", "licence": "CC-BY-4.0", "made_by": "The Tweespraak contributors", "offices": 10, "sources": [{"key": "own", "url": "", "citation": "Eigen onderzoek", "result_en": "Own estimate.", "result_nl": "Eigen berekening."}], "outcomes": [{"key": "work", "unit": "points_per_100", "scale": "share", "name_en": "paid work", "name_nl": "betaald werk", "unit_en": "out of 100 people", "unit_nl": "van de 100 mensen", "definition_en": "paid work as the main source of income", "definition_nl": "betaald werk als grootste bron van inkomen"}], "services": [{"key": "basis", "level": "department", "name_en": "Only the regular guidance", "name_nl": "Alleen de gewone begeleiding", "reference": true}, {"key": "direct_werk", "level": "department", "name_en": "Straight to work", "name_nl": "Direct naar werk", "reference": false}, {"key": "korte_vakopleiding", "level": "instrument", "name_en": "Short vocational course", "name_nl": "Korte vakopleiding", "reference": false}, {"key": "proefplaatsing", "level": "instrument", "name_en": "Trial placement", "name_nl": "Proefplaatsing", "reference": false}], "title_en": "FICTIONAL: Help towards work in Voorbeeldstad", "title_nl": "FICTIEF: Hulp naar werk in Voorbeeldstad", "fictional": true, "caseworkers": 60, "plan_sha256": "0000000000000000000000000000000000000000000000000000000000000000", "code_version": "0.1.0", "rule_profile": "standaard", "municipalities": 1, "characteristics": [{"key": "age", "name_en": "Age", "name_nl": "Leeftijd"}, {"key": "education", "name_en": "Education", "name_nl": "Opleiding"}, {"key": "children", "name_en": "Children at home", "name_nl": "Kinderen thuis"}, {"key": "recent_work", "name_en": "Recent work", "name_nl": "Recent werk"}, {"key": "chronic_condition", "name_en": "Long-lasting complaints", "name_nl": "Langdurige klachten"}, {"key": "sex", "name_en": "Sex", "name_nl": "Geslacht"}], "outcome_period_end": "2024-12", "direction_comparison": "versus_reference", "subgroup_comparisons": 18}', '[{"key": "relevance", "value": "86.0", "verdict": "voldaan", "statistic": "sqrt(K)(F-1)", "threshold": "10", "sentence_en": "Caseworkers refer differently enough to learn from.", "sentence_nl": "Consulenten verwijzen verschillend genoeg door om van te leren."}]', '[{"n": 3000, "group": "", "outcome": "work", "service": "direct_werk", "comparison": "versus_reference", "half_width": "2.0", "caseworkers": 60, "term_months": 12, "reason_empty": "", "characteristic": "", "minimum_detectable": "2.8"}]', 'Dit is een klein voorbeeld. De getallen zijn verzonnen.
', 'approved', '2026-11-30 10:32:39.85883+00', '2026-11-30 10:32:39.983432+00', '2029-11-30', NULL, '', 5, 4, NULL);


--
-- Data for Name: checklist_review; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: checklist_service; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_service VALUES (1, 'direct_werk', 1, 'department', 'Direct naar werk', 'Straight to work', 'Een bemiddelaar zoekt met u vacatures en belt werkgevers. Als u wilt, gaat de bemiddelaar mee naar het gesprek.', 'A job broker looks for vacancies with you and calls employers. If you like, the broker comes along to the interview.', 'Elke week 1 uur contact, 3 tot 6 maanden', '1 hour of contact every week, 3 to 6 months', 'Op het Werkplein of telefonisch', 'At the Werkplein or by telephone', 'Start binnen 2 weken', 'Starts within 2 weeks', 'Reiskosten naar een sollicitatie worden vergoed. U houdt uw uitkering tijdens deze hulp.', 'Travel costs to an interview are paid back. You keep your benefit during this help.', true, true, '2026-11-30', 4, 1);
INSERT INTO public.checklist_service VALUES (2, 'voorbereiden', 2, 'department', 'Voorbereiden op werk', 'Preparing for work', 'U oefent in een groep van 8 tot 12 mensen: cv, gesprek, werkritme en wat past bij u. Elke 2 weken praat u met een coach.', 'You practise in a group of 8 to 12 people: CV, interview, work rhythm and what suits you. Every 2 weeks you talk with a coach.', '2 of 3 dagdelen per week, 3 tot 6 maanden', '2 or 3 half days a week, 3 to 6 months', 'Op het Werkplein. Schooltijden zijn mogelijk.', 'At the Werkplein. School hours are possible.', 'Wachttijd 3 tot 6 weken', 'Waiting time 3 to 6 weeks', '', '', true, true, '2026-11-30', 4, 1);
INSERT INTO public.checklist_service VALUES (3, 'meedoen', 3, 'department', 'Meedoen en opbouwen', 'Joining in and building up', 'U bouwt rustig op in uw wijk: vrijwilligerswerk, taal, beweging, hulp bij geld of zorg. U heeft een vaste begeleider.', 'You build up calmly in your neighbourhood: volunteering, language, exercise, help with money or care. You have one guide.', '4 tot 12 uur per week, tot 12 maanden', '4 to 12 hours a week, up to 12 months', 'In het Huis van de Wijk', 'In the Huis van de Wijk (community centre)', 'Start binnen 4 weken', 'Starts within 4 weeks', 'Het doel is meedoen. Werk kan later.', 'The goal is joining in. Work can come later.', true, true, '2026-11-30', 4, 1);
INSERT INTO public.checklist_service VALUES (4, 'proefplaatsing', 4, 'instrument', 'Proefplaatsing', 'Trial placement', 'U werkt bij een werkgever die van plan is u aan te nemen. Vooraf staat op papier: taken, begeleider, einddatum en wat erna komt.', 'You work for an employer who plans to hire you. On paper beforehand: tasks, guide, end date and what comes after.', 'Meestal 2 maanden, in uren die u aankunt', 'Usually 2 months, in hours that you can manage', 'Bij de werkgever', 'At the employer', 'Start als er een werkgever is', 'Starts when there is an employer', 'U houdt uw uitkering tijdens de proefplaatsing.', 'You keep your benefit during the trial placement.', true, true, '2026-11-30', 4, 1);
INSERT INTO public.checklist_service VALUES (5, 'korte_vakopleiding', 5, 'instrument', 'Korte vakopleiding met praktijk', 'Short vocational course with practice', 'U leert en werkt tegelijk, voor een mbo-certificaat of praktijkverklaring. Bijvoorbeeld in zorg, logistiek, techniek of schoonmaak.', 'You learn and work at the same time, for a vocational certificate. For example in care, logistics, technology or cleaning.', '16 tot 32 uur per week, 3 tot 9 maanden', '16 to 32 hours a week, 3 to 9 months', 'Op school en bij een werkgever', 'At school and at an employer', '2 tot 4 startmomenten per jaar', '2 to 4 starting moments a year', '', '', true, true, '2026-11-30', 4, 1);
INSERT INTO public.checklist_service VALUES (6, 'jobcoach', 6, 'instrument', 'Jobcoach op het werk', 'Job coach at work', 'Heeft u een baan of proefplaatsing? Dan helpt iemand u en uw werkgever met taken, rooster en contact.', 'Do you have a job or a trial placement? Then somebody helps you and your employer with tasks, hours and contact.', '1 tot 4 uur per week, 6 tot 12 maanden', '1 to 4 hours a week, 6 to 12 months', 'Op uw werk', 'At your work', 'Start binnen 3 weken', 'Starts within 3 weeks', '', '', true, true, '2026-11-30', 4, 1);


--
-- Data for Name: checklist_servicelink; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_servicelink VALUES (1, 'direct_werk', '2026-11-30 10:32:40.030527+00', 5, 1, 1);
INSERT INTO public.checklist_servicelink VALUES (2, 'korte_vakopleiding', '2026-11-30 10:32:40.03055+00', 5, 1, 5);
INSERT INTO public.checklist_servicelink VALUES (3, 'proefplaatsing', '2026-11-30 10:32:40.030557+00', 5, 1, 4);


--
-- Data for Name: checklist_servicevoice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: checklist_standin; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: checklist_team; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_team VALUES (1, 'Team Noord');
INSERT INTO public.checklist_team VALUES (2, 'Team Zuid');


--
-- Data for Name: checklist_voice; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.checklist_voice VALUES (1, 'f3257a1d-15ce-404c-9eee-a4a0ce848f35', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 1, '0000000000000000000000000000000000000000000000000000000000000000', '0052166b44b1fe562f1edad87ae0bcfceac2d6796e56f925936046b5abedfa1f', '2026-11-30 10:32:46.776357+00', 'client', 'services', '["proefplaatsing"]', '\x69acad1d923ded8c8d360e3f0225d3c1d97d407be969107ea4dba9be573bbf50420b8789c777228503a8f79965d10bf05bb11b157b', '', 'kept', 'shared_screen', '\x', 1);
INSERT INTO public.checklist_voice VALUES (2, 'e2cc84d6-8b83-4c86-9f1f-ec6e25c9384b', '3f38f38f-4f0e-4adb-be52-db9eb89c847a', 2, '0052166b44b1fe562f1edad87ae0bcfceac2d6796e56f925936046b5abedfa1f', '91b0ee8ccd5515c4c7b929595439854aa91f036f35f7d5039fb4431373c3380d', '2026-11-30 10:32:46.817537+00', 'caseworker', 'services', '["direct_werk"]', '\x759482636561abea0f244560f2ff6beb8f52e94585906c7d26c7d7e4179d603804a10bc57eff6f33aa2645bbaa89b980a565be4f63e9', '', 'changed', '', '\x', 1);


--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_content_type VALUES (1, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (2, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (3, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (4, 'sessions', 'session');
INSERT INTO public.django_content_type VALUES (5, 'axes', 'accessattempt');
INSERT INTO public.django_content_type VALUES (6, 'axes', 'accesslog');
INSERT INTO public.django_content_type VALUES (7, 'axes', 'accessfailurelog');
INSERT INTO public.django_content_type VALUES (8, 'axes', 'accessattemptexpiration');
INSERT INTO public.django_content_type VALUES (9, 'checklist', 'account');
INSERT INTO public.django_content_type VALUES (10, 'checklist', 'client');
INSERT INTO public.django_content_type VALUES (11, 'checklist', 'team');
INSERT INTO public.django_content_type VALUES (12, 'checklist', 'checklist');
INSERT INTO public.django_content_type VALUES (13, 'checklist', 'case');
INSERT INTO public.django_content_type VALUES (14, 'checklist', 'clientrequest');
INSERT INTO public.django_content_type VALUES (15, 'checklist', 'datakey');
INSERT INTO public.django_content_type VALUES (16, 'checklist', 'evidencesnapshot');
INSERT INTO public.django_content_type VALUES (17, 'checklist', 'decision');
INSERT INTO public.django_content_type VALUES (18, 'checklist', 'finding');
INSERT INTO public.django_content_type VALUES (19, 'checklist', 'firstidea');
INSERT INTO public.django_content_type VALUES (20, 'checklist', 'grouppolicy');
INSERT INTO public.django_content_type VALUES (21, 'checklist', 'purposeoftheday');
INSERT INTO public.django_content_type VALUES (22, 'checklist', 'question');
INSERT INTO public.django_content_type VALUES (23, 'checklist', 'answer');
INSERT INTO public.django_content_type VALUES (24, 'checklist', 'release');
INSERT INTO public.django_content_type VALUES (25, 'checklist', 'service');
INSERT INTO public.django_content_type VALUES (26, 'checklist', 'servicelink');
INSERT INTO public.django_content_type VALUES (27, 'checklist', 'standin');
INSERT INTO public.django_content_type VALUES (28, 'checklist', 'review');
INSERT INTO public.django_content_type VALUES (29, 'checklist', 'override');
INSERT INTO public.django_content_type VALUES (30, 'checklist', 'draw');
INSERT INTO public.django_content_type VALUES (31, 'checklist', 'voice');
INSERT INTO public.django_content_type VALUES (32, 'checklist', 'accessline');
INSERT INTO public.django_content_type VALUES (33, 'checklist', 'clientcode');
INSERT INTO public.django_content_type VALUES (34, 'checklist', 'erasure');
INSERT INTO public.django_content_type VALUES (35, 'checklist', 'givenvoice');
INSERT INTO public.django_content_type VALUES (36, 'checklist', 'servicevoice');


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-11-30 10:32:22.269166+00');
INSERT INTO public.django_migrations VALUES (2, 'contenttypes', '0002_remove_content_type_name', '2026-11-30 10:32:22.325712+00');
INSERT INTO public.django_migrations VALUES (3, 'auth', '0001_initial', '2026-11-30 10:32:22.485272+00');
INSERT INTO public.django_migrations VALUES (4, 'auth', '0002_alter_permission_name_max_length', '2026-11-30 10:32:22.5104+00');
INSERT INTO public.django_migrations VALUES (5, 'auth', '0003_alter_user_email_max_length', '2026-11-30 10:32:22.52766+00');
INSERT INTO public.django_migrations VALUES (6, 'auth', '0004_alter_user_username_opts', '2026-11-30 10:32:22.593054+00');
INSERT INTO public.django_migrations VALUES (7, 'auth', '0005_alter_user_last_login_null', '2026-11-30 10:32:22.667746+00');
INSERT INTO public.django_migrations VALUES (8, 'auth', '0006_require_contenttypes_0002', '2026-11-30 10:32:22.713956+00');
INSERT INTO public.django_migrations VALUES (9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-30 10:32:22.736596+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0008_alter_user_username_max_length', '2026-11-30 10:32:22.764256+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-30 10:32:22.824561+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0010_alter_group_name_max_length', '2026-11-30 10:32:22.914955+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0011_update_proxy_permissions', '2026-11-30 10:32:22.963405+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-30 10:32:23.003909+00');
INSERT INTO public.django_migrations VALUES (15, 'axes', '0001_initial', '2026-11-30 10:32:23.061985+00');
INSERT INTO public.django_migrations VALUES (16, 'axes', '0002_auto_20151217_2044', '2026-11-30 10:32:23.290574+00');
INSERT INTO public.django_migrations VALUES (17, 'axes', '0003_auto_20160322_0929', '2026-11-30 10:32:23.344306+00');
INSERT INTO public.django_migrations VALUES (18, 'axes', '0004_auto_20181024_1538', '2026-11-30 10:32:23.391888+00');
INSERT INTO public.django_migrations VALUES (19, 'axes', '0005_remove_accessattempt_trusted', '2026-11-30 10:32:23.417748+00');
INSERT INTO public.django_migrations VALUES (20, 'axes', '0006_remove_accesslog_trusted', '2026-11-30 10:32:23.489809+00');
INSERT INTO public.django_migrations VALUES (21, 'axes', '0007_alter_accessattempt_unique_together', '2026-11-30 10:32:23.553867+00');
INSERT INTO public.django_migrations VALUES (22, 'axes', '0008_accessfailurelog', '2026-11-30 10:32:23.610858+00');
INSERT INTO public.django_migrations VALUES (23, 'axes', '0009_add_session_hash', '2026-11-30 10:32:23.637826+00');
INSERT INTO public.django_migrations VALUES (24, 'axes', '0010_accessattemptexpiration', '2026-11-30 10:32:23.664735+00');
INSERT INTO public.django_migrations VALUES (25, 'checklist', '0001_initial', '2026-11-30 10:32:33.573105+00');
INSERT INTO public.django_migrations VALUES (26, 'checklist', '0002_guards', '2026-11-30 10:32:34.341099+00');
INSERT INTO public.django_migrations VALUES (27, 'checklist', '0003_own_device_voice', '2026-11-30 10:32:34.925852+00');
INSERT INTO public.django_migrations VALUES (28, 'checklist', '0004_service_version', '2026-11-30 10:32:36.215059+00');
INSERT INTO public.django_migrations VALUES (29, 'checklist', '0005_prompt_and_fixed', '2026-11-30 10:32:36.485932+00');
INSERT INTO public.django_migrations VALUES (30, 'sessions', '0001_initial', '2026-11-30 10:32:36.608188+00');


--
-- Data for Name: django_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 144, true);


--
-- Name: axes_accessattempt_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.axes_accessattempt_id_seq', 1, false);


--
-- Name: axes_accessfailurelog_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.axes_accessfailurelog_id_seq', 1, false);


--
-- Name: axes_accesslog_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.axes_accesslog_id_seq', 1, false);


--
-- Name: checklist_accessline_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_accessline_id_seq', 7, true);


--
-- Name: checklist_account_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_account_id_seq', 6, true);


--
-- Name: checklist_answer_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_answer_id_seq', 24, true);


--
-- Name: checklist_case_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_case_id_seq', 2, true);


--
-- Name: checklist_checklist_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_checklist_id_seq', 1, true);


--
-- Name: checklist_checklist_releases_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_checklist_releases_id_seq', 1, true);


--
-- Name: checklist_client_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_client_id_seq', 2, true);


--
-- Name: checklist_clientcode_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_clientcode_id_seq', 2, true);


--
-- Name: checklist_clientrequest_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_clientrequest_id_seq', 1, false);


--
-- Name: checklist_decision_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_decision_id_seq', 1, true);


--
-- Name: checklist_draw_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_draw_id_seq', 1, false);


--
-- Name: checklist_erasure_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_erasure_id_seq', 1, false);


--
-- Name: checklist_evidencesnapshot_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_evidencesnapshot_id_seq', 1, true);


--
-- Name: checklist_finding_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_finding_id_seq', 47, true);


--
-- Name: checklist_firstidea_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_firstidea_id_seq', 2, true);


--
-- Name: checklist_givenvoice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_givenvoice_id_seq', 1, false);


--
-- Name: checklist_grouppolicy_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_grouppolicy_id_seq', 8, true);


--
-- Name: checklist_override_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_override_id_seq', 1, true);


--
-- Name: checklist_purposeoftheday_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_purposeoftheday_id_seq', 2, true);


--
-- Name: checklist_question_findings_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_question_findings_id_seq', 30, true);


--
-- Name: checklist_question_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_question_id_seq', 15, true);


--
-- Name: checklist_release_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_release_id_seq', 1, true);


--
-- Name: checklist_review_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_review_id_seq', 1, false);


--
-- Name: checklist_service_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_service_id_seq', 6, true);


--
-- Name: checklist_servicelink_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_servicelink_id_seq', 3, true);


--
-- Name: checklist_servicevoice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_servicevoice_id_seq', 1, false);


--
-- Name: checklist_standin_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_standin_id_seq', 1, false);


--
-- Name: checklist_team_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_team_id_seq', 2, true);


--
-- Name: checklist_voice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.checklist_voice_id_seq', 2, true);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 36, true);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 30, true);


--
-- Name: checklist_finding a_finding_has_one_line; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_finding
    ADD CONSTRAINT a_finding_has_one_line UNIQUE (release_id, "position");


--
-- Name: checklist_question a_question_has_one_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_question
    ADD CONSTRAINT a_question_has_one_key UNIQUE (checklist_id, key);


--
-- Name: checklist_question a_question_has_one_place; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_question
    ADD CONSTRAINT a_question_has_one_place UNIQUE (checklist_id, "position");


--
-- Name: checklist_service a_service_has_its_own_place; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_service
    ADD CONSTRAINT a_service_has_its_own_place UNIQUE ("position");


--
-- Name: checklist_servicelink a_service_has_one_link_per_release; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicelink
    ADD CONSTRAINT a_service_has_one_link_per_release UNIQUE (release_id, service_id);


--
-- Name: checklist_servicelink a_studied_service_has_one_link; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicelink
    ADD CONSTRAINT a_studied_service_has_one_link UNIQUE (release_id, key_in_release);


--
-- Name: checklist_accessline accessline_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_accessline
    ADD CONSTRAINT accessline_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: axes_accessattempt axes_accessattempt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);


--
-- Name: axes_accessattempt axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);


--
-- Name: axes_accessattemptexpiration axes_accessattemptexpiration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);


--
-- Name: axes_accessfailurelog axes_accessfailurelog_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);


--
-- Name: axes_accesslog axes_accesslog_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);


--
-- Name: checklist_accessline checklist_accessline_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_accessline
    ADD CONSTRAINT checklist_accessline_pkey PRIMARY KEY (id);


--
-- Name: checklist_accessline checklist_accessline_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_accessline
    ADD CONSTRAINT checklist_accessline_uuid_key UNIQUE (uuid);


--
-- Name: checklist_account checklist_account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_account
    ADD CONSTRAINT checklist_account_pkey PRIMARY KEY (id);


--
-- Name: checklist_account checklist_account_username_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_account
    ADD CONSTRAINT checklist_account_username_key UNIQUE (username);


--
-- Name: checklist_answer checklist_answer_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_answer
    ADD CONSTRAINT checklist_answer_pkey PRIMARY KEY (id);


--
-- Name: checklist_case checklist_case_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_case
    ADD CONSTRAINT checklist_case_pkey PRIMARY KEY (id);


--
-- Name: checklist_case checklist_case_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_case
    ADD CONSTRAINT checklist_case_uuid_key UNIQUE (uuid);


--
-- Name: checklist_checklist checklist_checklist_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_checklist
    ADD CONSTRAINT checklist_checklist_pkey PRIMARY KEY (id);


--
-- Name: checklist_checklist_releases checklist_checklist_rele_checklist_id_release_id_969bffb0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_checklist_releases
    ADD CONSTRAINT checklist_checklist_rele_checklist_id_release_id_969bffb0_uniq UNIQUE (checklist_id, release_id);


--
-- Name: checklist_checklist_releases checklist_checklist_releases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_checklist_releases
    ADD CONSTRAINT checklist_checklist_releases_pkey PRIMARY KEY (id);


--
-- Name: checklist_checklist checklist_checklist_version_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_checklist
    ADD CONSTRAINT checklist_checklist_version_key UNIQUE (version);


--
-- Name: checklist_client checklist_client_client_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_client
    ADD CONSTRAINT checklist_client_client_key_key UNIQUE (client_key);


--
-- Name: checklist_client checklist_client_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_client
    ADD CONSTRAINT checklist_client_number_key UNIQUE (number);


--
-- Name: checklist_client checklist_client_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_client
    ADD CONSTRAINT checklist_client_pkey PRIMARY KEY (id);


--
-- Name: checklist_client checklist_client_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_client
    ADD CONSTRAINT checklist_client_uuid_key UNIQUE (uuid);


--
-- Name: checklist_clientcode checklist_clientcode_code_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_clientcode
    ADD CONSTRAINT checklist_clientcode_code_hash_key UNIQUE (code_hash);


--
-- Name: checklist_clientcode checklist_clientcode_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_clientcode
    ADD CONSTRAINT checklist_clientcode_pkey PRIMARY KEY (id);


--
-- Name: checklist_clientrequest checklist_clientrequest_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_clientrequest
    ADD CONSTRAINT checklist_clientrequest_pkey PRIMARY KEY (id);


--
-- Name: checklist_clientrequest checklist_clientrequest_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_clientrequest
    ADD CONSTRAINT checklist_clientrequest_uuid_key UNIQUE (uuid);


--
-- Name: checklist_datakey checklist_datakey_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_datakey
    ADD CONSTRAINT checklist_datakey_pkey PRIMARY KEY (uuid);


--
-- Name: checklist_decision checklist_decision_once_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT checklist_decision_once_key_key UNIQUE (once_key);


--
-- Name: checklist_decision checklist_decision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT checklist_decision_pkey PRIMARY KEY (id);


--
-- Name: checklist_decision checklist_decision_supersedes_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT checklist_decision_supersedes_id_key UNIQUE (supersedes_id);


--
-- Name: checklist_decision checklist_decision_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT checklist_decision_uuid_key UNIQUE (uuid);


--
-- Name: checklist_draw checklist_draw_decision_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_draw
    ADD CONSTRAINT checklist_draw_decision_id_key UNIQUE (decision_id);


--
-- Name: checklist_draw checklist_draw_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_draw
    ADD CONSTRAINT checklist_draw_pkey PRIMARY KEY (id);


--
-- Name: checklist_erasure checklist_erasure_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_erasure
    ADD CONSTRAINT checklist_erasure_pkey PRIMARY KEY (id);


--
-- Name: checklist_erasure checklist_erasure_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_erasure
    ADD CONSTRAINT checklist_erasure_uuid_key UNIQUE (uuid);


--
-- Name: checklist_evidencesnapshot checklist_evidencesnapshot_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_evidencesnapshot
    ADD CONSTRAINT checklist_evidencesnapshot_pkey PRIMARY KEY (id);


--
-- Name: checklist_evidencesnapshot checklist_evidencesnapshot_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_evidencesnapshot
    ADD CONSTRAINT checklist_evidencesnapshot_uuid_key UNIQUE (uuid);


--
-- Name: checklist_finding checklist_finding_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_finding
    ADD CONSTRAINT checklist_finding_pkey PRIMARY KEY (id);


--
-- Name: checklist_firstidea checklist_firstidea_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_firstidea
    ADD CONSTRAINT checklist_firstidea_pkey PRIMARY KEY (id);


--
-- Name: checklist_firstidea checklist_firstidea_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_firstidea
    ADD CONSTRAINT checklist_firstidea_uuid_key UNIQUE (uuid);


--
-- Name: checklist_givenvoice checklist_givenvoice_once_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_givenvoice
    ADD CONSTRAINT checklist_givenvoice_once_key_key UNIQUE (once_key);


--
-- Name: checklist_givenvoice checklist_givenvoice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_givenvoice
    ADD CONSTRAINT checklist_givenvoice_pkey PRIMARY KEY (id);


--
-- Name: checklist_givenvoice checklist_givenvoice_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_givenvoice
    ADD CONSTRAINT checklist_givenvoice_uuid_key UNIQUE (uuid);


--
-- Name: checklist_grouppolicy checklist_grouppolicy_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_grouppolicy
    ADD CONSTRAINT checklist_grouppolicy_pkey PRIMARY KEY (id);


--
-- Name: checklist_override checklist_override_decision_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_override
    ADD CONSTRAINT checklist_override_decision_id_key UNIQUE (decision_id);


--
-- Name: checklist_override checklist_override_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_override
    ADD CONSTRAINT checklist_override_pkey PRIMARY KEY (id);


--
-- Name: checklist_override checklist_override_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_override
    ADD CONSTRAINT checklist_override_uuid_key UNIQUE (uuid);


--
-- Name: checklist_purposeoftheday checklist_purposeoftheday_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_purposeoftheday
    ADD CONSTRAINT checklist_purposeoftheday_pkey PRIMARY KEY (id);


--
-- Name: checklist_question_findings checklist_question_findi_question_id_finding_id_d1c02e97_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_question_findings
    ADD CONSTRAINT checklist_question_findi_question_id_finding_id_d1c02e97_uniq UNIQUE (question_id, finding_id);


--
-- Name: checklist_question_findings checklist_question_findings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_question_findings
    ADD CONSTRAINT checklist_question_findings_pkey PRIMARY KEY (id);


--
-- Name: checklist_question checklist_question_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_question
    ADD CONSTRAINT checklist_question_pkey PRIMARY KEY (id);


--
-- Name: checklist_release checklist_release_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_release
    ADD CONSTRAINT checklist_release_digest_key UNIQUE (digest);


--
-- Name: checklist_release checklist_release_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_release
    ADD CONSTRAINT checklist_release_pkey PRIMARY KEY (id);


--
-- Name: checklist_review checklist_review_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_review
    ADD CONSTRAINT checklist_review_pkey PRIMARY KEY (id);


--
-- Name: checklist_review checklist_review_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_review
    ADD CONSTRAINT checklist_review_uuid_key UNIQUE (uuid);


--
-- Name: checklist_service checklist_service_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_service
    ADD CONSTRAINT checklist_service_key_key UNIQUE (key);


--
-- Name: checklist_service checklist_service_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_service
    ADD CONSTRAINT checklist_service_pkey PRIMARY KEY (id);


--
-- Name: checklist_servicelink checklist_servicelink_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicelink
    ADD CONSTRAINT checklist_servicelink_pkey PRIMARY KEY (id);


--
-- Name: checklist_servicevoice checklist_servicevoice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicevoice
    ADD CONSTRAINT checklist_servicevoice_pkey PRIMARY KEY (id);


--
-- Name: checklist_standin checklist_standin_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_standin
    ADD CONSTRAINT checklist_standin_pkey PRIMARY KEY (id);


--
-- Name: checklist_team checklist_team_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_team
    ADD CONSTRAINT checklist_team_name_key UNIQUE (name);


--
-- Name: checklist_team checklist_team_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_team
    ADD CONSTRAINT checklist_team_pkey PRIMARY KEY (id);


--
-- Name: checklist_voice checklist_voice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_voice
    ADD CONSTRAINT checklist_voice_pkey PRIMARY KEY (id);


--
-- Name: checklist_voice checklist_voice_uuid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_voice
    ADD CONSTRAINT checklist_voice_uuid_key UNIQUE (uuid);


--
-- Name: checklist_decision decision_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT decision_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


--
-- Name: checklist_voice each_voice_speaks_once_in_a_decision; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_voice
    ADD CONSTRAINT each_voice_speaks_once_in_a_decision UNIQUE (decision_id, whose);


--
-- Name: checklist_erasure erasure_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_erasure
    ADD CONSTRAINT erasure_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: checklist_evidencesnapshot evidencesnapshot_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_evidencesnapshot
    ADD CONSTRAINT evidencesnapshot_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: checklist_firstidea firstidea_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_firstidea
    ADD CONSTRAINT firstidea_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: checklist_givenvoice givenvoice_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_givenvoice
    ADD CONSTRAINT givenvoice_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: checklist_answer one_answer_per_question; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_answer
    ADD CONSTRAINT one_answer_per_question UNIQUE (case_id, question_id);


--
-- Name: checklist_purposeoftheday one_purpose_per_case_and_day; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_purposeoftheday
    ADD CONSTRAINT one_purpose_per_case_and_day UNIQUE (account_id, case_uuid, day);


--
-- Name: checklist_servicevoice one_voice_per_service; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicevoice
    ADD CONSTRAINT one_voice_per_service UNIQUE (case_id, service);


--
-- Name: checklist_override override_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_override
    ADD CONSTRAINT override_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: checklist_review review_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_review
    ADD CONSTRAINT review_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: checklist_voice voice_has_one_place_in_its_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_voice
    ADD CONSTRAINT voice_has_one_place_in_its_chain UNIQUE (client_key, seq);


--
-- Name: a_case_has_one_living_code; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_case_has_one_living_code ON public.checklist_clientcode USING btree (case_uuid) WHERE (ended_at IS NULL);


--
-- Name: a_client_has_one_data_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_client_has_one_data_key ON public.checklist_datakey USING btree (client_key) WHERE ((kind)::text = 'client'::text);


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: axes_accessattempt_ip_address_10922d9c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);


--
-- Name: axes_accessattempt_user_agent_ad89678b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);


--
-- Name: axes_accessattempt_user_agent_ad89678b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);


--
-- Name: axes_accessattempt_username_3f2d4ca0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);


--
-- Name: axes_accessattempt_username_3f2d4ca0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);


--
-- Name: axes_accessfailurelog_ip_address_2e9f5a7f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);


--
-- Name: axes_accessfailurelog_user_agent_ea145dda; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);


--
-- Name: axes_accessfailurelog_user_agent_ea145dda_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);


--
-- Name: axes_accessfailurelog_username_a8b7e8a4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);


--
-- Name: axes_accessfailurelog_username_a8b7e8a4_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);


--
-- Name: axes_accesslog_ip_address_86b417e5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);


--
-- Name: axes_accesslog_user_agent_0e659004; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);


--
-- Name: axes_accesslog_user_agent_0e659004_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);


--
-- Name: axes_accesslog_username_df93064b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);


--
-- Name: axes_accesslog_username_df93064b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);


--
-- Name: checklist_a_account_58f3eb_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_a_account_58f3eb_idx ON public.checklist_accessline USING btree (account_id, at);


--
-- Name: checklist_a_at_872dba_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_a_at_872dba_idx ON public.checklist_accessline USING btree (at, id);


--
-- Name: checklist_accessline_account_id_15ad5812; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_accessline_account_id_15ad5812 ON public.checklist_accessline USING btree (account_id);


--
-- Name: checklist_account_team_id_a262fcfb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_account_team_id_a262fcfb ON public.checklist_account USING btree (team_id);


--
-- Name: checklist_account_username_2f42082e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_account_username_2f42082e_like ON public.checklist_account USING btree (username varchar_pattern_ops);


--
-- Name: checklist_answer_case_id_1b22a4b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_answer_case_id_1b22a4b2 ON public.checklist_answer USING btree (case_id);


--
-- Name: checklist_answer_key_id_3fe8535b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_answer_key_id_3fe8535b ON public.checklist_answer USING btree (key_id);


--
-- Name: checklist_answer_question_id_6de4b83f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_answer_question_id_6de4b83f ON public.checklist_answer USING btree (question_id);


--
-- Name: checklist_answer_saved_by_id_d33790b4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_answer_saved_by_id_d33790b4 ON public.checklist_answer USING btree (saved_by_id);


--
-- Name: checklist_c_casewor_3b2060_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_c_casewor_3b2060_idx ON public.checklist_case USING btree (caseworker_id, opened_at DESC);


--
-- Name: checklist_case_caseworker_id_f5a85897; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_case_caseworker_id_f5a85897 ON public.checklist_case USING btree (caseworker_id);


--
-- Name: checklist_case_checklist_id_21f3ce70; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_case_checklist_id_21f3ce70 ON public.checklist_case USING btree (checklist_id);


--
-- Name: checklist_case_client_id_56074589; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_case_client_id_56074589 ON public.checklist_case USING btree (client_id);


--
-- Name: checklist_case_client_key_b83f8119; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_case_client_key_b83f8119 ON public.checklist_case USING btree (client_key);


--
-- Name: checklist_case_team_id_2ece5819; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_case_team_id_2ece5819 ON public.checklist_case USING btree (team_id);


--
-- Name: checklist_checklist_made_by_id_354a5677; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_checklist_made_by_id_354a5677 ON public.checklist_checklist USING btree (made_by_id);


--
-- Name: checklist_checklist_published_by_id_85ddae3e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_checklist_published_by_id_85ddae3e ON public.checklist_checklist USING btree (published_by_id);


--
-- Name: checklist_checklist_releases_checklist_id_83fd32a1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_checklist_releases_checklist_id_83fd32a1 ON public.checklist_checklist_releases USING btree (checklist_id);


--
-- Name: checklist_checklist_releases_release_id_1988e904; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_checklist_releases_release_id_1988e904 ON public.checklist_checklist_releases USING btree (release_id);


--
-- Name: checklist_client_number_a0593e72_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_client_number_a0593e72_like ON public.checklist_client USING btree (number varchar_pattern_ops);


--
-- Name: checklist_clientcode_client_key_c8a0d05f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_clientcode_client_key_c8a0d05f ON public.checklist_clientcode USING btree (client_key);


--
-- Name: checklist_clientcode_code_hash_775f0795_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_clientcode_code_hash_775f0795_like ON public.checklist_clientcode USING btree (code_hash varchar_pattern_ops);


--
-- Name: checklist_clientcode_made_by_id_c9342bee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_clientcode_made_by_id_c9342bee ON public.checklist_clientcode USING btree (made_by_id);


--
-- Name: checklist_clientrequest_about_question_85882e9a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_clientrequest_about_question_85882e9a ON public.checklist_clientrequest USING btree (about_question);


--
-- Name: checklist_clientrequest_about_question_85882e9a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_clientrequest_about_question_85882e9a_like ON public.checklist_clientrequest USING btree (about_question varchar_pattern_ops);


--
-- Name: checklist_clientrequest_answered_by_id_d76c9791; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_clientrequest_answered_by_id_d76c9791 ON public.checklist_clientrequest USING btree (answered_by_id);


--
-- Name: checklist_clientrequest_client_key_8a433c89; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_clientrequest_client_key_8a433c89 ON public.checklist_clientrequest USING btree (client_key);


--
-- Name: checklist_clientrequest_owner_id_2971a28c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_clientrequest_owner_id_2971a28c ON public.checklist_clientrequest USING btree (owner_id);


--
-- Name: checklist_d_case_id_7b5d65_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_d_case_id_7b5d65_idx ON public.checklist_decision USING btree (case_id, id DESC);


--
-- Name: checklist_datakey_client_key_bfd8bad2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_datakey_client_key_bfd8bad2 ON public.checklist_datakey USING btree (client_key);


--
-- Name: checklist_decision_case_id_ee0e816d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_decision_case_id_ee0e816d ON public.checklist_decision USING btree (case_id);


--
-- Name: checklist_decision_recorded_by_id_1ed7bb1e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_decision_recorded_by_id_1ed7bb1e ON public.checklist_decision USING btree (recorded_by_id);


--
-- Name: checklist_decision_snapshot_id_b5d52e39; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_decision_snapshot_id_b5d52e39 ON public.checklist_decision USING btree (snapshot_id);


--
-- Name: checklist_draw_drawn_by_id_5a1ea9a0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_draw_drawn_by_id_5a1ea9a0 ON public.checklist_draw USING btree (drawn_by_id);


--
-- Name: checklist_draw_team_id_d87bec3f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_draw_team_id_d87bec3f ON public.checklist_draw USING btree (team_id);


--
-- Name: checklist_erasure_account_id_fd7b54e7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_erasure_account_id_fd7b54e7 ON public.checklist_erasure USING btree (account_id);


--
-- Name: checklist_evidencesnapshot_case_id_cbd6db7b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_evidencesnapshot_case_id_cbd6db7b ON public.checklist_evidencesnapshot USING btree (case_id);


--
-- Name: checklist_evidencesnapshot_checklist_id_3d14ca36; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_evidencesnapshot_checklist_id_3d14ca36 ON public.checklist_evidencesnapshot USING btree (checklist_id);


--
-- Name: checklist_evidencesnapshot_shown_by_id_d42ae5b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_evidencesnapshot_shown_by_id_d42ae5b2 ON public.checklist_evidencesnapshot USING btree (shown_by_id);


--
-- Name: checklist_evidencesnapshot_supersedes_id_5fe53f7e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_evidencesnapshot_supersedes_id_5fe53f7e ON public.checklist_evidencesnapshot USING btree (supersedes_id);


--
-- Name: checklist_finding_release_id_509e548f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_finding_release_id_509e548f ON public.checklist_finding USING btree (release_id);


--
-- Name: checklist_finding_withdrawn_by_id_f8dc2bc8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_finding_withdrawn_by_id_f8dc2bc8 ON public.checklist_finding USING btree (withdrawn_by_id);


--
-- Name: checklist_firstidea_case_id_43f64074; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_firstidea_case_id_43f64074 ON public.checklist_firstidea USING btree (case_id);


--
-- Name: checklist_firstidea_recorded_by_id_8daac35d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_firstidea_recorded_by_id_8daac35d ON public.checklist_firstidea USING btree (recorded_by_id);


--
-- Name: checklist_g_case_id_469e9d_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_g_case_id_469e9d_idx ON public.checklist_givenvoice USING btree (case_id, id DESC);


--
-- Name: checklist_givenvoice_case_id_8ddda932; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_givenvoice_case_id_8ddda932 ON public.checklist_givenvoice USING btree (case_id);


--
-- Name: checklist_givenvoice_snapshot_id_aa5c2907; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_givenvoice_snapshot_id_aa5c2907 ON public.checklist_givenvoice USING btree (snapshot_id);


--
-- Name: checklist_grouppolicy_approved_by_id_2b157607; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_grouppolicy_approved_by_id_2b157607 ON public.checklist_grouppolicy USING btree (approved_by_id);


--
-- Name: checklist_grouppolicy_proposed_by_id_393f5ffa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_grouppolicy_proposed_by_id_393f5ffa ON public.checklist_grouppolicy USING btree (proposed_by_id);


--
-- Name: checklist_o_at_7848c9_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_o_at_7848c9_idx ON public.checklist_override USING btree (at, id, whose, caseworker_family, client_family);


--
-- Name: checklist_o_team_id_92cb0d_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_o_team_id_92cb0d_idx ON public.checklist_override USING btree (team_id, at, id, whose, caseworker_family, client_family);


--
-- Name: checklist_override_caseworker_id_391d8d51; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_override_caseworker_id_391d8d51 ON public.checklist_override USING btree (caseworker_id);


--
-- Name: checklist_override_team_id_d41922fa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_override_team_id_d41922fa ON public.checklist_override USING btree (team_id);


--
-- Name: checklist_purposeoftheday_account_id_1e179ad7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_purposeoftheday_account_id_1e179ad7 ON public.checklist_purposeoftheday USING btree (account_id);


--
-- Name: checklist_question_checklist_id_78388522; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_question_checklist_id_78388522 ON public.checklist_question USING btree (checklist_id);


--
-- Name: checklist_question_depends_on_8f84d4fc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_question_depends_on_8f84d4fc ON public.checklist_question USING btree (depends_on);


--
-- Name: checklist_question_depends_on_8f84d4fc_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_question_depends_on_8f84d4fc_like ON public.checklist_question USING btree (depends_on varchar_pattern_ops);


--
-- Name: checklist_question_findings_finding_id_8c433416; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_question_findings_finding_id_8c433416 ON public.checklist_question_findings USING btree (finding_id);


--
-- Name: checklist_question_findings_question_id_a562aee2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_question_findings_question_id_a562aee2 ON public.checklist_question_findings USING btree (question_id);


--
-- Name: checklist_question_key_5692e730; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_question_key_5692e730 ON public.checklist_question USING btree (key);


--
-- Name: checklist_question_key_5692e730_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_question_key_5692e730_like ON public.checklist_question USING btree (key varchar_pattern_ops);


--
-- Name: checklist_release_approved_by_id_a3e965fd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_release_approved_by_id_a3e965fd ON public.checklist_release USING btree (approved_by_id);


--
-- Name: checklist_release_digest_6fc0aef1_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_release_digest_6fc0aef1_like ON public.checklist_release USING btree (digest varchar_pattern_ops);


--
-- Name: checklist_release_imported_by_id_198f8460; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_release_imported_by_id_198f8460 ON public.checklist_release USING btree (imported_by_id);


--
-- Name: checklist_release_slug_10db9aca; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_release_slug_10db9aca ON public.checklist_release USING btree (slug);


--
-- Name: checklist_release_slug_10db9aca_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_release_slug_10db9aca_like ON public.checklist_release USING btree (slug varchar_pattern_ops);


--
-- Name: checklist_release_withdrawn_by_id_a307c7b6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_release_withdrawn_by_id_a307c7b6 ON public.checklist_release USING btree (withdrawn_by_id);


--
-- Name: checklist_review_decision_id_1b269f6e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_review_decision_id_1b269f6e ON public.checklist_review USING btree (decision_id);


--
-- Name: checklist_review_reviewer_id_acb4e764; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_review_reviewer_id_acb4e764 ON public.checklist_review USING btree (reviewer_id);


--
-- Name: checklist_review_team_id_220c2aaa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_review_team_id_220c2aaa ON public.checklist_review USING btree (team_id);


--
-- Name: checklist_service_key_3a65171d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_service_key_3a65171d_like ON public.checklist_service USING btree (key varchar_pattern_ops);


--
-- Name: checklist_service_updated_by_id_3fa67692; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_service_updated_by_id_3fa67692 ON public.checklist_service USING btree (updated_by_id);


--
-- Name: checklist_servicelink_linked_by_id_299f951e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_servicelink_linked_by_id_299f951e ON public.checklist_servicelink USING btree (linked_by_id);


--
-- Name: checklist_servicelink_release_id_b785a73a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_servicelink_release_id_b785a73a ON public.checklist_servicelink USING btree (release_id);


--
-- Name: checklist_servicelink_service_id_2a2fe0b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_servicelink_service_id_2a2fe0b2 ON public.checklist_servicelink USING btree (service_id);


--
-- Name: checklist_servicevoice_case_id_cc69c700; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_servicevoice_case_id_cc69c700 ON public.checklist_servicevoice USING btree (case_id);


--
-- Name: checklist_servicevoice_service_868823a2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_servicevoice_service_868823a2 ON public.checklist_servicevoice USING btree (service);


--
-- Name: checklist_servicevoice_service_868823a2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_servicevoice_service_868823a2_like ON public.checklist_servicevoice USING btree (service varchar_pattern_ops);


--
-- Name: checklist_standin_account_id_ce2b123d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_standin_account_id_ce2b123d ON public.checklist_standin USING btree (account_id);


--
-- Name: checklist_standin_case_id_ceeac8f5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_standin_case_id_ceeac8f5 ON public.checklist_standin USING btree (case_id);


--
-- Name: checklist_standin_made_by_id_02e9b6f4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_standin_made_by_id_02e9b6f4 ON public.checklist_standin USING btree (made_by_id);


--
-- Name: checklist_team_name_e9c7effb_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_team_name_e9c7effb_like ON public.checklist_team USING btree (name varchar_pattern_ops);


--
-- Name: checklist_voice_decision_id_cdfe2fb0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX checklist_voice_decision_id_cdfe2fb0 ON public.checklist_voice USING btree (decision_id);


--
-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


--
-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


--
-- Name: one_checklist_is_published; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_checklist_is_published ON public.checklist_checklist USING btree (state) WHERE ((state)::text = 'published'::text);


--
-- Name: checklist_checklist frozen_checklist_checklist_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_checklist_checklist_delete BEFORE DELETE ON public.checklist_checklist FOR EACH ROW EXECUTE FUNCTION public.frozen_checklist_checklist_delete();

ALTER TABLE public.checklist_checklist ENABLE ALWAYS TRIGGER frozen_checklist_checklist_delete;


--
-- Name: checklist_checklist frozen_checklist_checklist_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_checklist_checklist_insert BEFORE INSERT ON public.checklist_checklist FOR EACH ROW EXECUTE FUNCTION public.frozen_checklist_checklist_insert();

ALTER TABLE public.checklist_checklist ENABLE ALWAYS TRIGGER frozen_checklist_checklist_insert;


--
-- Name: checklist_checklist frozen_checklist_checklist_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_checklist_checklist_update BEFORE UPDATE ON public.checklist_checklist FOR EACH ROW EXECUTE FUNCTION public.frozen_checklist_checklist_update();

ALTER TABLE public.checklist_checklist ENABLE ALWAYS TRIGGER frozen_checklist_checklist_update;


--
-- Name: checklist_question frozen_checklist_question_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_checklist_question_delete BEFORE DELETE ON public.checklist_question FOR EACH ROW EXECUTE FUNCTION public.frozen_checklist_question_delete();

ALTER TABLE public.checklist_question ENABLE ALWAYS TRIGGER frozen_checklist_question_delete;


--
-- Name: checklist_question frozen_checklist_question_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_checklist_question_insert BEFORE INSERT ON public.checklist_question FOR EACH ROW EXECUTE FUNCTION public.frozen_checklist_question_insert();

ALTER TABLE public.checklist_question ENABLE ALWAYS TRIGGER frozen_checklist_question_insert;


--
-- Name: checklist_question frozen_checklist_question_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER frozen_checklist_question_update BEFORE UPDATE ON public.checklist_question FOR EACH ROW EXECUTE FUNCTION public.frozen_checklist_question_update();

ALTER TABLE public.checklist_question ENABLE ALWAYS TRIGGER frozen_checklist_question_update;


--
-- Name: checklist_accessline guard_checklist_accessline_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_accessline_row BEFORE DELETE OR UPDATE ON public.checklist_accessline FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_accessline ENABLE ALWAYS TRIGGER guard_checklist_accessline_row;


--
-- Name: checklist_accessline guard_checklist_accessline_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_accessline_truncate BEFORE TRUNCATE ON public.checklist_accessline FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_accessline ENABLE ALWAYS TRIGGER guard_checklist_accessline_truncate;


--
-- Name: checklist_decision guard_checklist_decision_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_decision_row BEFORE DELETE OR UPDATE ON public.checklist_decision FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_decision ENABLE ALWAYS TRIGGER guard_checklist_decision_row;


--
-- Name: checklist_decision guard_checklist_decision_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_decision_truncate BEFORE TRUNCATE ON public.checklist_decision FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_decision ENABLE ALWAYS TRIGGER guard_checklist_decision_truncate;


--
-- Name: checklist_erasure guard_checklist_erasure_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_erasure_row BEFORE DELETE OR UPDATE ON public.checklist_erasure FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_erasure ENABLE ALWAYS TRIGGER guard_checklist_erasure_row;


--
-- Name: checklist_erasure guard_checklist_erasure_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_erasure_truncate BEFORE TRUNCATE ON public.checklist_erasure FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_erasure ENABLE ALWAYS TRIGGER guard_checklist_erasure_truncate;


--
-- Name: checklist_evidencesnapshot guard_checklist_evidencesnapshot_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_evidencesnapshot_row BEFORE DELETE OR UPDATE ON public.checklist_evidencesnapshot FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_evidencesnapshot ENABLE ALWAYS TRIGGER guard_checklist_evidencesnapshot_row;


--
-- Name: checklist_evidencesnapshot guard_checklist_evidencesnapshot_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_evidencesnapshot_truncate BEFORE TRUNCATE ON public.checklist_evidencesnapshot FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_evidencesnapshot ENABLE ALWAYS TRIGGER guard_checklist_evidencesnapshot_truncate;


--
-- Name: checklist_firstidea guard_checklist_firstidea_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_firstidea_row BEFORE DELETE OR UPDATE ON public.checklist_firstidea FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_firstidea ENABLE ALWAYS TRIGGER guard_checklist_firstidea_row;


--
-- Name: checklist_firstidea guard_checklist_firstidea_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_firstidea_truncate BEFORE TRUNCATE ON public.checklist_firstidea FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_firstidea ENABLE ALWAYS TRIGGER guard_checklist_firstidea_truncate;


--
-- Name: checklist_givenvoice guard_checklist_givenvoice_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_givenvoice_row BEFORE DELETE OR UPDATE ON public.checklist_givenvoice FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_givenvoice ENABLE ALWAYS TRIGGER guard_checklist_givenvoice_row;


--
-- Name: checklist_givenvoice guard_checklist_givenvoice_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_givenvoice_truncate BEFORE TRUNCATE ON public.checklist_givenvoice FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_givenvoice ENABLE ALWAYS TRIGGER guard_checklist_givenvoice_truncate;


--
-- Name: checklist_override guard_checklist_override_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_override_row BEFORE DELETE OR UPDATE ON public.checklist_override FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_override ENABLE ALWAYS TRIGGER guard_checklist_override_row;


--
-- Name: checklist_override guard_checklist_override_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_override_truncate BEFORE TRUNCATE ON public.checklist_override FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_override ENABLE ALWAYS TRIGGER guard_checklist_override_truncate;


--
-- Name: checklist_review guard_checklist_review_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_review_row BEFORE DELETE OR UPDATE ON public.checklist_review FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_review ENABLE ALWAYS TRIGGER guard_checklist_review_row;


--
-- Name: checklist_review guard_checklist_review_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_review_truncate BEFORE TRUNCATE ON public.checklist_review FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_review ENABLE ALWAYS TRIGGER guard_checklist_review_truncate;


--
-- Name: checklist_voice guard_checklist_voice_row; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_voice_row BEFORE DELETE OR UPDATE ON public.checklist_voice FOR EACH ROW EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_voice ENABLE ALWAYS TRIGGER guard_checklist_voice_row;


--
-- Name: checklist_voice guard_checklist_voice_truncate; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER guard_checklist_voice_truncate BEFORE TRUNCATE ON public.checklist_voice FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE public.checklist_voice ENABLE ALWAYS TRIGGER guard_checklist_voice_truncate;


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: axes_accessattemptexpiration axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_accessline checklist_accessline_account_id_15ad5812_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_accessline
    ADD CONSTRAINT checklist_accessline_account_id_15ad5812_fk_checklist FOREIGN KEY (account_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_account checklist_account_team_id_a262fcfb_fk_checklist_team_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_account
    ADD CONSTRAINT checklist_account_team_id_a262fcfb_fk_checklist_team_id FOREIGN KEY (team_id) REFERENCES public.checklist_team(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_answer checklist_answer_case_id_1b22a4b2_fk_checklist_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_answer
    ADD CONSTRAINT checklist_answer_case_id_1b22a4b2_fk_checklist_case_id FOREIGN KEY (case_id) REFERENCES public.checklist_case(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_answer checklist_answer_key_id_3fe8535b_fk_checklist_datakey_uuid; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_answer
    ADD CONSTRAINT checklist_answer_key_id_3fe8535b_fk_checklist_datakey_uuid FOREIGN KEY (key_id) REFERENCES public.checklist_datakey(uuid) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_answer checklist_answer_question_id_6de4b83f_fk_checklist_question_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_answer
    ADD CONSTRAINT checklist_answer_question_id_6de4b83f_fk_checklist_question_id FOREIGN KEY (question_id) REFERENCES public.checklist_question(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_answer checklist_answer_saved_by_id_d33790b4_fk_checklist_account_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_answer
    ADD CONSTRAINT checklist_answer_saved_by_id_d33790b4_fk_checklist_account_id FOREIGN KEY (saved_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_case checklist_case_caseworker_id_f5a85897_fk_checklist_account_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_case
    ADD CONSTRAINT checklist_case_caseworker_id_f5a85897_fk_checklist_account_id FOREIGN KEY (caseworker_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_case checklist_case_checklist_id_21f3ce70_fk_checklist_checklist_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_case
    ADD CONSTRAINT checklist_case_checklist_id_21f3ce70_fk_checklist_checklist_id FOREIGN KEY (checklist_id) REFERENCES public.checklist_checklist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_case checklist_case_client_id_56074589_fk_checklist_client_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_case
    ADD CONSTRAINT checklist_case_client_id_56074589_fk_checklist_client_id FOREIGN KEY (client_id) REFERENCES public.checklist_client(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_case checklist_case_team_id_2ece5819_fk_checklist_team_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_case
    ADD CONSTRAINT checklist_case_team_id_2ece5819_fk_checklist_team_id FOREIGN KEY (team_id) REFERENCES public.checklist_team(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_checklist_releases checklist_checklist__checklist_id_83fd32a1_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_checklist_releases
    ADD CONSTRAINT checklist_checklist__checklist_id_83fd32a1_fk_checklist FOREIGN KEY (checklist_id) REFERENCES public.checklist_checklist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_checklist_releases checklist_checklist__release_id_1988e904_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_checklist_releases
    ADD CONSTRAINT checklist_checklist__release_id_1988e904_fk_checklist FOREIGN KEY (release_id) REFERENCES public.checklist_release(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_checklist checklist_checklist_made_by_id_354a5677_fk_checklist_account_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_checklist
    ADD CONSTRAINT checklist_checklist_made_by_id_354a5677_fk_checklist_account_id FOREIGN KEY (made_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_checklist checklist_checklist_published_by_id_85ddae3e_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_checklist
    ADD CONSTRAINT checklist_checklist_published_by_id_85ddae3e_fk_checklist FOREIGN KEY (published_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_clientcode checklist_clientcode_made_by_id_c9342bee_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_clientcode
    ADD CONSTRAINT checklist_clientcode_made_by_id_c9342bee_fk_checklist FOREIGN KEY (made_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_clientrequest checklist_clientrequ_answered_by_id_d76c9791_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_clientrequest
    ADD CONSTRAINT checklist_clientrequ_answered_by_id_d76c9791_fk_checklist FOREIGN KEY (answered_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_clientrequest checklist_clientrequ_owner_id_2971a28c_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_clientrequest
    ADD CONSTRAINT checklist_clientrequ_owner_id_2971a28c_fk_checklist FOREIGN KEY (owner_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_decision checklist_decision_case_id_ee0e816d_fk_checklist_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT checklist_decision_case_id_ee0e816d_fk_checklist_case_id FOREIGN KEY (case_id) REFERENCES public.checklist_case(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_decision checklist_decision_recorded_by_id_1ed7bb1e_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT checklist_decision_recorded_by_id_1ed7bb1e_fk_checklist FOREIGN KEY (recorded_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_decision checklist_decision_snapshot_id_b5d52e39_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT checklist_decision_snapshot_id_b5d52e39_fk_checklist FOREIGN KEY (snapshot_id) REFERENCES public.checklist_evidencesnapshot(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_decision checklist_decision_supersedes_id_48b8fab7_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_decision
    ADD CONSTRAINT checklist_decision_supersedes_id_48b8fab7_fk_checklist FOREIGN KEY (supersedes_id) REFERENCES public.checklist_decision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_draw checklist_draw_decision_id_6dfad2e4_fk_checklist_decision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_draw
    ADD CONSTRAINT checklist_draw_decision_id_6dfad2e4_fk_checklist_decision_id FOREIGN KEY (decision_id) REFERENCES public.checklist_decision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_draw checklist_draw_drawn_by_id_5a1ea9a0_fk_checklist_account_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_draw
    ADD CONSTRAINT checklist_draw_drawn_by_id_5a1ea9a0_fk_checklist_account_id FOREIGN KEY (drawn_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_draw checklist_draw_team_id_d87bec3f_fk_checklist_team_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_draw
    ADD CONSTRAINT checklist_draw_team_id_d87bec3f_fk_checklist_team_id FOREIGN KEY (team_id) REFERENCES public.checklist_team(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_erasure checklist_erasure_account_id_fd7b54e7_fk_checklist_account_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_erasure
    ADD CONSTRAINT checklist_erasure_account_id_fd7b54e7_fk_checklist_account_id FOREIGN KEY (account_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_evidencesnapshot checklist_evidencesn_case_id_cbd6db7b_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_evidencesnapshot
    ADD CONSTRAINT checklist_evidencesn_case_id_cbd6db7b_fk_checklist FOREIGN KEY (case_id) REFERENCES public.checklist_case(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_evidencesnapshot checklist_evidencesn_checklist_id_3d14ca36_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_evidencesnapshot
    ADD CONSTRAINT checklist_evidencesn_checklist_id_3d14ca36_fk_checklist FOREIGN KEY (checklist_id) REFERENCES public.checklist_checklist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_evidencesnapshot checklist_evidencesn_shown_by_id_d42ae5b2_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_evidencesnapshot
    ADD CONSTRAINT checklist_evidencesn_shown_by_id_d42ae5b2_fk_checklist FOREIGN KEY (shown_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_evidencesnapshot checklist_evidencesn_supersedes_id_5fe53f7e_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_evidencesnapshot
    ADD CONSTRAINT checklist_evidencesn_supersedes_id_5fe53f7e_fk_checklist FOREIGN KEY (supersedes_id) REFERENCES public.checklist_evidencesnapshot(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_finding checklist_finding_release_id_509e548f_fk_checklist_release_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_finding
    ADD CONSTRAINT checklist_finding_release_id_509e548f_fk_checklist_release_id FOREIGN KEY (release_id) REFERENCES public.checklist_release(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_finding checklist_finding_withdrawn_by_id_f8dc2bc8_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_finding
    ADD CONSTRAINT checklist_finding_withdrawn_by_id_f8dc2bc8_fk_checklist FOREIGN KEY (withdrawn_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_firstidea checklist_firstidea_case_id_43f64074_fk_checklist_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_firstidea
    ADD CONSTRAINT checklist_firstidea_case_id_43f64074_fk_checklist_case_id FOREIGN KEY (case_id) REFERENCES public.checklist_case(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_firstidea checklist_firstidea_recorded_by_id_8daac35d_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_firstidea
    ADD CONSTRAINT checklist_firstidea_recorded_by_id_8daac35d_fk_checklist FOREIGN KEY (recorded_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_givenvoice checklist_givenvoice_case_id_8ddda932_fk_checklist_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_givenvoice
    ADD CONSTRAINT checklist_givenvoice_case_id_8ddda932_fk_checklist_case_id FOREIGN KEY (case_id) REFERENCES public.checklist_case(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_givenvoice checklist_givenvoice_snapshot_id_aa5c2907_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_givenvoice
    ADD CONSTRAINT checklist_givenvoice_snapshot_id_aa5c2907_fk_checklist FOREIGN KEY (snapshot_id) REFERENCES public.checklist_evidencesnapshot(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_grouppolicy checklist_grouppolic_approved_by_id_2b157607_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_grouppolicy
    ADD CONSTRAINT checklist_grouppolic_approved_by_id_2b157607_fk_checklist FOREIGN KEY (approved_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_grouppolicy checklist_grouppolic_proposed_by_id_393f5ffa_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_grouppolicy
    ADD CONSTRAINT checklist_grouppolic_proposed_by_id_393f5ffa_fk_checklist FOREIGN KEY (proposed_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_override checklist_override_caseworker_id_391d8d51_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_override
    ADD CONSTRAINT checklist_override_caseworker_id_391d8d51_fk_checklist FOREIGN KEY (caseworker_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_override checklist_override_decision_id_7ba53035_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_override
    ADD CONSTRAINT checklist_override_decision_id_7ba53035_fk_checklist FOREIGN KEY (decision_id) REFERENCES public.checklist_decision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_override checklist_override_team_id_d41922fa_fk_checklist_team_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_override
    ADD CONSTRAINT checklist_override_team_id_d41922fa_fk_checklist_team_id FOREIGN KEY (team_id) REFERENCES public.checklist_team(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_purposeoftheday checklist_purposeoft_account_id_1e179ad7_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_purposeoftheday
    ADD CONSTRAINT checklist_purposeoft_account_id_1e179ad7_fk_checklist FOREIGN KEY (account_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_question checklist_question_checklist_id_78388522_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_question
    ADD CONSTRAINT checklist_question_checklist_id_78388522_fk_checklist FOREIGN KEY (checklist_id) REFERENCES public.checklist_checklist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_question_findings checklist_question_f_finding_id_8c433416_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_question_findings
    ADD CONSTRAINT checklist_question_f_finding_id_8c433416_fk_checklist FOREIGN KEY (finding_id) REFERENCES public.checklist_finding(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_question_findings checklist_question_f_question_id_a562aee2_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_question_findings
    ADD CONSTRAINT checklist_question_f_question_id_a562aee2_fk_checklist FOREIGN KEY (question_id) REFERENCES public.checklist_question(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_release checklist_release_approved_by_id_a3e965fd_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_release
    ADD CONSTRAINT checklist_release_approved_by_id_a3e965fd_fk_checklist FOREIGN KEY (approved_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_release checklist_release_imported_by_id_198f8460_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_release
    ADD CONSTRAINT checklist_release_imported_by_id_198f8460_fk_checklist FOREIGN KEY (imported_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_release checklist_release_withdrawn_by_id_a307c7b6_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_release
    ADD CONSTRAINT checklist_release_withdrawn_by_id_a307c7b6_fk_checklist FOREIGN KEY (withdrawn_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_review checklist_review_decision_id_1b269f6e_fk_checklist_decision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_review
    ADD CONSTRAINT checklist_review_decision_id_1b269f6e_fk_checklist_decision_id FOREIGN KEY (decision_id) REFERENCES public.checklist_decision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_review checklist_review_reviewer_id_acb4e764_fk_checklist_account_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_review
    ADD CONSTRAINT checklist_review_reviewer_id_acb4e764_fk_checklist_account_id FOREIGN KEY (reviewer_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_review checklist_review_team_id_220c2aaa_fk_checklist_team_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_review
    ADD CONSTRAINT checklist_review_team_id_220c2aaa_fk_checklist_team_id FOREIGN KEY (team_id) REFERENCES public.checklist_team(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_service checklist_service_updated_by_id_3fa67692_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_service
    ADD CONSTRAINT checklist_service_updated_by_id_3fa67692_fk_checklist FOREIGN KEY (updated_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_servicelink checklist_servicelin_linked_by_id_299f951e_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicelink
    ADD CONSTRAINT checklist_servicelin_linked_by_id_299f951e_fk_checklist FOREIGN KEY (linked_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_servicelink checklist_servicelin_release_id_b785a73a_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicelink
    ADD CONSTRAINT checklist_servicelin_release_id_b785a73a_fk_checklist FOREIGN KEY (release_id) REFERENCES public.checklist_release(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_servicelink checklist_servicelin_service_id_2a2fe0b2_fk_checklist; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicelink
    ADD CONSTRAINT checklist_servicelin_service_id_2a2fe0b2_fk_checklist FOREIGN KEY (service_id) REFERENCES public.checklist_service(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_servicevoice checklist_servicevoice_case_id_cc69c700_fk_checklist_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_servicevoice
    ADD CONSTRAINT checklist_servicevoice_case_id_cc69c700_fk_checklist_case_id FOREIGN KEY (case_id) REFERENCES public.checklist_case(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_standin checklist_standin_account_id_ce2b123d_fk_checklist_account_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_standin
    ADD CONSTRAINT checklist_standin_account_id_ce2b123d_fk_checklist_account_id FOREIGN KEY (account_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_standin checklist_standin_case_id_ceeac8f5_fk_checklist_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_standin
    ADD CONSTRAINT checklist_standin_case_id_ceeac8f5_fk_checklist_case_id FOREIGN KEY (case_id) REFERENCES public.checklist_case(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_standin checklist_standin_made_by_id_02e9b6f4_fk_checklist_account_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_standin
    ADD CONSTRAINT checklist_standin_made_by_id_02e9b6f4_fk_checklist_account_id FOREIGN KEY (made_by_id) REFERENCES public.checklist_account(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: checklist_voice checklist_voice_decision_id_cdfe2fb0_fk_checklist_decision_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.checklist_voice
    ADD CONSTRAINT checklist_voice_decision_id_cdfe2fb0_fk_checklist_decision_id FOREIGN KEY (decision_id) REFERENCES public.checklist_decision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- PostgreSQL database dump complete
--


