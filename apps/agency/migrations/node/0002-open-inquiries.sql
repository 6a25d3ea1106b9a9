-- How many inquiries wait for an answer, by whom they wait for: read where the bound on them seems reached.
create index inquiries_open on inquiries (provider) where outcome is null;
