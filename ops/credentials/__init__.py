"""Who may do what at Redis, NATS and Kafka, as the registry has it, and the files that tell these servers so."""
