"""Words of the language on which cutting and dating both lean."""
