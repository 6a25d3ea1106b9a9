-- By which version of the facts a question was judged: a rule that a later one withdraws lets no answer to it through.
alter table exchanges add column facts_version integer check (facts_version > 0);
grant insert (facts_version) on exchanges to {{run}};
