-- rm_staff may not analyze what it does not own. After many listings have come at once the planner still believes in the few that were there before, and reads whole tables for each service.
create function directory.analyze_listings() returns void language plpgsql security definer set search_path = '' as $$
begin
  analyze directory.organization, directory.service, directory.location, directory.service_at_location, directory.address, directory.phone, directory.schedule, directory.language,
    directory.accessibility, directory.cost_option, directory.taxonomy_term, directory.attribute, directory.service_need, directory.translation, directory.opening, directory.search_document;
end
$$;
revoke execute on function directory.analyze_listings() from public;
grant execute on function directory.analyze_listings() to rm_staff;
