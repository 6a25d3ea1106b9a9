-- Before there was one ending, an agency refused a person's own question where it held the answer for an officer, too: what was
-- kept of that says no more than any other.
update inquiries set state = 'nothing-to-show', reason = null where state = 'refused';
