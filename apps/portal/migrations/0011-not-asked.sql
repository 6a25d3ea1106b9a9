-- 'not-asked': when the citizen asked, this agency owed too many answers already. The others of the request were asked,
-- and this one can be asked again.
alter table inquiries drop constraint inquiries_state_check;
alter table inquiries add constraint inquiries_state_check check (state in ('asking', 'delayed', 'not-asked', 'answered',
  'no-data', 'non-disclosed', 'refused', 'not-permitted', 'no-link-code', 'expired', 'withdrawn'));
