"""Who and what the posts speak of: names are proposed by a model, a gazetteer and grammar; one resolver decides."""
