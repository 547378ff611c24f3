"""The bus on Kafka: what of FastStream and aiokafka touches our code."""
