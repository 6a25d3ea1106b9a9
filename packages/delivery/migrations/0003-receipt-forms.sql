-- Parties that have signed a receipt which names the sender: of these none is taken that does not.
-- For a party that goes back to an older program its row is deleted by hand (docs/operations.md).
create table receipt_forms (
  party text primary key,
  second_form_at timestamptz not null
);

grant select, insert on receipt_forms to {{run}};
