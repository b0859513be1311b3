"""From sentences to announcements: what is made public, by whom, about what."""
