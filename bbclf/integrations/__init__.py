"""Thin adapters: Scrapy, datatrove, Spark. No logic of their own; each imports its framework when it is used."""
