-- The agency's own record of what it was asked and what it asked: the role that runs adds rows and says once how each ended.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what stands in % is not changed like this', tg_table_name using errcode = 'insufficient_privilege';
end $$;

revoke update on provisions, inquiries from {{run}};
grant update (state, outcome, answered_at) on provisions to {{run}};
create trigger provisions_answer_once before update of state, outcome, answered_at on provisions for each row
  when (old.state = 'answered') execute function refuse_change();

grant update (outcome, reason, closed_at, datum, is_delayed) on inquiries to {{run}};
create trigger inquiries_close_once before update of outcome, reason, closed_at, datum on inquiries for each row
  when (old.closed_at is not null or new.closed_at is null) execute function refuse_change();
