"""Everything that puts the services to work: consoles, local servers, samples, programmes."""
