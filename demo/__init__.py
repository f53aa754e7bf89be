"""A recorded stream, told by the real bot to local servers: `make demo`."""
