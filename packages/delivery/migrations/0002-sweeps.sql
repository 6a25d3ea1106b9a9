-- What nobody took in time is looked for every second, also while a dead party's messages pile up by the million.
create index outbox_not_after on outbox (not_after);

-- Which exchanges nobody took: whoever asked looks for their own among all that was ever refused.
create index dead_letters_reference on dead_letters (reference);
