-- Certificates of other CAs that were tied to a resident. They stand on none of our revocation lists, and two CAs may
-- give the same serial number.
alter table certificates add column is_enrolled boolean not null default false;
alter table certificates drop constraint certificates_profile_serial_key;
create unique index certificates_issued_serial on certificates (profile, serial) where not is_enrolled;
