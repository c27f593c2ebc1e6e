-- Phones of a contact that are gone are found again by the contact.
create index on directory.metadata (previous_value) where last_action_type = 'DELETE' and field_name = 'contact_id';
