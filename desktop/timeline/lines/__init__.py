"""Lines: what each line of a page is, by itself and among its neighbours."""
