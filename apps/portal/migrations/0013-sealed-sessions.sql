-- Link codes and mandates stand here no more: a session's lie under the key that is in its cookie, an account is found by a
-- hash of its link code, a mandate is given back by its digest. What a copy of this database holds asks nothing and opens
-- nothing, also with the portal's signing key.

-- A session that is open now has no token here that could seal its mandate: it ends, and its owner logs in again. Its mandate
-- is asked nothing more, and ends with its twelve hours.
insert into activities (account, at, event, channel) select account, now(), 'session-ended', channel from sessions;
delete from sessions;
alter table sessions drop column mandate;
alter table sessions add column mandate_digest bytea not null;

alter table accounts add column link_code_hash bytea;
update accounts set link_code_hash = sha256(convert_to(E'madoguchi/1/link-code-hash\n' || link_code, 'UTF8'));
alter table accounts alter column link_code_hash set not null;
alter table accounts add constraint accounts_link_code_hash_key unique (link_code_hash);
alter table accounts drop column link_code;

-- A mandate that another copy of the program takes in is sealed to the copy whose log-in waits for it: `reply_key` is that
-- one's, and its private half is in its memory only. Log-ins that wait now are begun again.
delete from acquisitions;
alter table acquisitions drop column mandate;
alter table acquisitions drop column link_code;
alter table acquisitions drop column mandate_expires_at;
alter table acquisitions add column reply_key text not null;
alter table acquisitions add column sealed_grant bytea;
alter table acquisitions add constraint acquisitions_grant_whole check ((state = 'granted') = (sealed_grant is not null));
