-- A version has one content for ever: which it was, where the file is one that is held as such.
alter table newest_versions add column digest bytea;
grant update (digest) on newest_versions to {{run}};
