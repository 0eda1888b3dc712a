-- Invented patients for a GNUmed 22 database, beside the persons that come along with it:
-- two hundred alike, for the counts, and one (100001) with something of every kind, for the
-- values. Numbers are given, so that a test can name them.
SET timezone = 'Europe/London';
BEGIN;

-- Who writes: the login is the member of staff 900.
INSERT INTO dem.identity (pk, gender, dob) VALUES (109000, 'f', '1970-02-03 11:11:11.111');
INSERT INTO dem.names (id_identity, active, lastnames, firstnames)
    VALUES (109000, true, 'Sampleworth', 'Dorothea');
INSERT INTO dem.staff (pk, fk_identity, db_user, short_alias, comment, is_active)
    VALUES (900, 109000, current_user, 'DS', 'general practitioner', true);

-- The practice.
INSERT INTO dem.org (pk, description) VALUES (800, 'Example Surgery');
INSERT INTO dem.org_unit (pk, description, fk_org) VALUES (801, 'Main site', 800);
INSERT INTO dem.enum_ext_id_types (pk, name, issuer)
    VALUES (700, 'NHS number', 'NHS'), (701, 'ODS code', 'NHS'), (702, 'Library card', 'Town');
INSERT INTO dem.lnk_org_unit2ext_id (fk_org_unit, external_id, fk_type) VALUES (801, 'Y00001', 701);
INSERT INTO dem.lnk_org_unit2comm (fk_org_unit, url, fk_type)
    SELECT 801, url, pk
      FROM dem.enum_comm_types, (VALUES ('01632 960000'), ('01632 960001')) v (url)
     WHERE description = 'workphone';

-- Two hundred patients, five encounters each, three notes and a result in each of those.
INSERT INTO dem.identity (pk, gender, dob)
    SELECT 100000 + n, CASE n % 2 WHEN 0 THEN 'm' ELSE 'f' END,
           timestamptz '1931-04-05 11:11:11.111' + n * interval '150 days'
      FROM generate_series(1, 200) n;
INSERT INTO dem.names (id_identity, active, lastnames, firstnames)
    SELECT 100000 + n, true, 'Testperson-' || n, 'Given ' || n FROM generate_series(1, 200) n;
INSERT INTO clin.patient (fk_identity) SELECT 100000 + n FROM generate_series(1, 200) n;
INSERT INTO clin.encounter (pk, fk_patient, fk_type, fk_location, started, last_affirmed)
    SELECT 200000 + n, 100001 + n / 5, (SELECT min(pk) FROM clin.encounter_type), 801,
           timestamptz '2015-01-05 09:30' + n * interval '1 day',
           timestamptz '2015-01-05 09:45' + n * interval '1 day'
      FROM generate_series(0, 999) n;
INSERT INTO clin.episode (pk, description, is_open, fk_encounter)
    SELECT 300000 + n, 'Episode ' || n, n % 2 = 0, 200000 + n * 5 FROM generate_series(0, 199) n;
INSERT INTO clin.clin_narrative (pk, clin_when, fk_encounter, fk_episode, narrative, soap_cat)
    SELECT 400000 + n, timestamptz '2015-01-05 09:35' + (n / 3) * interval '1 day', 200000 + n / 3,
           300000 + n / 15, 'Note ' || n, substr('soa', n % 3 + 1, 1)
      FROM generate_series(0, 2999) n;
INSERT INTO clin.test_org (pk, fk_org_unit) VALUES (600, 801);
INSERT INTO clin.test_type (pk, fk_test_org, name, abbrev, loinc, reference_unit)
    VALUES (601, 600, 'Serum potassium', 'K', '2823-3', 'mmol/L'),
           (602, 600, 'Tropine', 'Tr', NULL, NULL);
INSERT INTO clin.test_result (pk, clin_when, fk_encounter, fk_episode, fk_type, val_num, val_unit,
                              fk_intended_reviewer)
    SELECT 500000 + n, timestamptz '2015-01-05 10:00' + n * interval '1 day', 200000 + n,
           300000 + n / 5, 601, 3.50 + (n % 20) * 0.05, 'mmol/L', 900
      FROM generate_series(0, 999) n;

-- One of them was deleted.
UPDATE dem.identity SET deleted = true WHERE pk = 100200;

-- And one has something of every kind.
UPDATE dem.identity SET title = 'Mrs', comment = 'hard of hearing', tob = '04:05',
       fk_primary_provider = 900,
       fk_marital_status = (SELECT pk FROM dem.marital_status WHERE name = 'widowed')
 WHERE pk = 100001;
UPDATE dem.names SET active = false, comment = 'maiden name' WHERE id_identity = 100001;
INSERT INTO dem.names (id_identity, active, lastnames, firstnames, preferred)
    VALUES (100001, true, 'Nemo-"Testcase"', 'Winifred Ada', 'Winnie');
INSERT INTO dem.lnk_identity2ext_id (id_identity, external_id, fk_origin)
    VALUES (100001, '9990000042', 700), (100001, 'L-17', 702);
INSERT INTO dem.lnk_identity2comm (fk_identity, url, fk_type, is_confidential)
    SELECT 100001, url, pk, confidential
      FROM (VALUES ('mobile', '07700 900000', true), ('email', 'winnie@example.org', false),
                   ('workphone', '01632 960002', false)) v (kind, url, confidential)
      JOIN dem.enum_comm_types ON description = kind;
INSERT INTO dem.lnk_person_org_address (id_identity, id_address, id_type)
    SELECT 100001, min(a.id), min(y.id) FROM dem.address a, dem.address_type y;

INSERT INTO ref.data_source (pk, name_long, name_short, version, source)
    VALUES (1000, 'SNOMED CT, UK edition', 'SNOMED CT', '2026', 'invented'),
           (1001, 'ICD-10', 'ICD-10', '2016', 'invented');
INSERT INTO ref.other_code (pk_coding_system, code, term, fk_data_source)
    VALUES (1000001, '195967001', 'Asthma', 1000), (1000002, 'J45', 'Asthma, ICD', 1001),
           (1000003, 'R06.2', 'Wheezing', 1001);
INSERT INTO clin.health_issue (pk, description, fk_encounter, age_noted, is_active, is_confidential,
                               clinically_relevant, laterality, diagnostic_certainty_classification)
    VALUES (310000, 'asthma since school', 200000, '7 years', true, true, true, 'na', 'D');
INSERT INTO clin.lnk_code2h_issue (fk_generic_code, fk_item)
    VALUES (1000002, 310000), (1000001, 310000);
UPDATE clin.episode SET fk_health_issue = 310000, description = 'asthma, worse' WHERE pk = 300000;
INSERT INTO clin.lnk_code2narrative (fk_generic_code, fk_item) VALUES (1000003, 400000);
INSERT INTO clin.lnk_code2rfe (fk_generic_code, fk_item) VALUES (1000003, 200000);
UPDATE clin.encounter SET reason_for_encounter = E'wheeze,\n"again"'
 WHERE pk = 200000;

-- Half past midnight in summer time, a clock time that UTC has on the day before.
UPDATE clin.clin_narrative SET clin_when = '2015-07-01 00:30:00.123456' WHERE pk = 400001;
INSERT INTO clin.test_result (pk, clin_when, fk_encounter, fk_episode, fk_type, val_num, val_alpha,
                              val_unit, val_normal_min, val_normal_max, fk_intended_reviewer)
    VALUES (510000, '2015-01-05 10:01', 200000, 300000, 601, 1.50, NULL, 'mmol/L', 3.5, 5.30, 900),
           (510001, '2015-01-05 10:02', 200000, 300000, 602, NULL, '<0.1', NULL, NULL, NULL,
            900);
INSERT INTO clin.reviewed_test_results (fk_reviewed_row, fk_reviewer, is_technically_abnormal,
                                        clinically_relevant, comment)
    VALUES (510000, 900, true, true, 'repeat');

INSERT INTO clin.allergy (pk, clin_when, fk_encounter, fk_episode, narrative, soap_cat, substance,
                          atc_code, fk_type, definite)
    SELECT 520000 + n, '2015-01-05 09:40', 200000, 300000, reaction, 'o', what, atc, 1, n = 1
      FROM (VALUES (1, 'rash', 'Amoxicillin', 'J01CA04'), (2, NULL, 'Hazelnut', NULL))
           v (n, reaction, what, atc);
INSERT INTO clin.substance_intake (pk, clin_when, fk_encounter, fk_episode, soap_cat, schedule,
                                   is_long_term, intake_is_approved_of, fk_drug_component)
    SELECT 530001, '2014-11-02 00:00', 200000, 300000, 'p', 'two puffs twice a day', true, true,
           min(k.pk)
      FROM ref.lnk_dose2drug k JOIN ref.drug_product p ON p.pk = k.fk_drug_product
     WHERE NOT p.is_fake AND (SELECT count(*) FROM ref.lnk_dose2drug o
                               WHERE o.fk_drug_product = p.pk) = 1;
INSERT INTO clin.vaccination (pk, clin_when, fk_encounter, fk_episode, soap_cat, fk_provider,
                              fk_vaccine, site, batch_no)
    SELECT 540001, '2014-10-01 10:00', 200000, 300000, 'p', 900, min(pk), 'left arm', 'B0042'
      FROM ref.vaccine;
INSERT INTO clin.family_history (pk, clin_when, fk_encounter, fk_episode, narrative, soap_cat,
                                 fk_relation_type, name_relative)
    SELECT 550001, '2015-01-05 09:41', 200000, 300000, 'eczema', 's', min(pk), 'Aunt May'
      FROM clin.fhx_relation_type;
INSERT INTO clin.procedure (pk, clin_when, fk_encounter, fk_episode, narrative, soap_cat,
                            fk_org_unit)
    VALUES (560001, '2009-05-06 00:00', 200000, 300000, 'appendectomy', 'p', 801);
INSERT INTO blobs.doc_med (pk, fk_encounter, fk_episode, fk_type, comment, clin_when)
    SELECT 570001, 200000, 300000, min(pk), 'letter from the clinic', '2015-01-02 00:00'
      FROM blobs.doc_type;
INSERT INTO blobs.doc_obj (pk, fk_doc, seq_idx, data, filename)
    VALUES (570002, 570001, 1, 'a letter', 'letter.txt');
INSERT INTO dem.message_inbox (pk, fk_patient, fk_inbox_item_type, comment, due_date, importance)
    SELECT 580001, 100001, min(pk), 'asthma review', '2026-12-01', 1 FROM dem.inbox_item_type;

-- A table that the description does not know.
CREATE SCHEMA practice;
CREATE TABLE practice.parking_permits (pk serial PRIMARY KEY, fk_identity integer, plate text);
INSERT INTO practice.parking_permits (fk_identity, plate) VALUES (100001, 'AB12 CDE');
COMMIT;
