-- The rights of the account that `kaisei serve` uses, where another one owns the tables (setting `migrate = "by_command"`).
-- Run by the owner, in the database of Kaisei, once and after each `kaisei migrate`:
--   psql -v ON_ERROR_STOP=1 -f rights.sql
-- The account is made before, in the way of the house: CREATE ROLE kaisei_serve LOGIN PASSWORD '…';
GRANT USAGE ON SCHEMA public TO kaisei_serve;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO kaisei_serve;
-- What was written into the log, and what was decided at a gate, stays; which version the tables have is the owner's to say.
REVOKE UPDATE, DELETE ON event, event_seal, gate_step, gate_condition, relay_step FROM kaisei_serve;
REVOKE INSERT, UPDATE, DELETE ON seaql_migrations FROM kaisei_serve;
