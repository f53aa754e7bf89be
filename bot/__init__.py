"""Newsledger: polls news feeds about a story and tells its readers only which figures changed."""
