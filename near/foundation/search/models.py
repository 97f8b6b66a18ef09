"""The index's own tables: copies of what rooms declared, made anew from them at any time."""

from __future__ import annotations

from django.db import models


class SearchRecord(models.Model):
    """One findable record."""

    kind = models.CharField(max_length=32)
    key = models.CharField(max_length=160)
    original = models.CharField(max_length=8, blank=True)
    country = models.CharField(max_length=2, blank=True)
    topics = models.JSONField(default=list)
    on = models.DateField(null=True)
    sample = models.BooleanField(default=False)
    audience = models.CharField(max_length=80, default="public")
    extra = models.JSONField(default=dict)
    digest = models.CharField(max_length=24)

    class Meta:
        app_label = "foundation"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_record_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class SearchText(models.Model):
    """A record's words in one language, and the tokens they are found by (kept in step by the database)."""

    record = models.ForeignKey(SearchRecord, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    state = models.CharField(max_length=10)
    title = models.CharField(max_length=400)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    title_tokens = models.TextField(blank=True)
    body_tokens = models.TextField(blank=True)
    concepts = models.TextField(blank=True)

    class Meta:
        app_label = "foundation"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["record", "language"], name="search_text_once")]

    def __str__(self) -> str:
        return self.title


class SearchVector(models.Model):
    """A vector of a text: part 0 of the whole, the others of its passages. 16-bit floats, length one."""

    text = models.ForeignKey(SearchText, on_delete=models.CASCADE, related_name="vectors")
    encoder = models.CharField(max_length=16)
    part = models.PositiveSmallIntegerField()
    vector = models.BinaryField()

    class Meta:
        app_label = "foundation"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["text", "encoder", "part"], name="search_vector_once")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.encoder} {self.part}"


class SearchState(models.Model):
    """What the index as a whole knows: one row a name (journal seen, frequencies of tokens, version)."""

    name = models.CharField(max_length=32, primary_key=True)
    value = models.JSONField(default=dict)

    class Meta:
        app_label = "foundation"

    def __str__(self) -> str:
        return self.name
