-- A mandate is also found by its digest (SHA-256, as `digestMandate` makes it): by that a portal gives it back, which keeps
-- no mandate in the clear.
alter table mandates add column mandate_digest bytea;
update mandates set mandate_digest = sha256(convert_to(E'madoguchi/1/mandate\n' || mandate_id, 'UTF8'));
alter table mandates alter column mandate_digest set not null;
create unique index mandates_digest on mandates (mandate_digest);
