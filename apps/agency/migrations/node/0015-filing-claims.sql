-- Who works on a filing that is coming: whoever claims it later writes another, and the one before may do nothing more.
alter table filings add column claim text;
grant update (claim) on filings to {{run}};
