-- 確認を依頼する: the key of the month that came in the provider's signed answer, and when the citizen asked it to look again.
alter table inquiries add column check_key text, add column check_requested_at timestamptz;
