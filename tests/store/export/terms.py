"""The terms of the Web Annotation Vocabulary that are used, as a JSON-LD context: what the model's own gives them.

Written by the tables of https://www.w3.org/TR/annotation-vocab/ so that no test asks the network for it.
"""

from __future__ import annotations

from typing import Any

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_CLASSES = {
    "Annotation", "TextualBody", "SpecificResource", "FragmentSelector", "XPathSelector", "TextQuoteSelector",
    "TextPositionSelector", "TimeState",
}  # fmt: skip
_MOTIVATIONS = ("classifying", "describing", "identifying", "linking", "tagging")
_LINKS = {
    "body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector", "state": "hasState",
    "refinedBy": "refinedBy",
}  # fmt: skip
_COUNT = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"

CONTEXT: dict[str, Any] = {
    "@context": {
        "id": "@id",
        "type": "@type",
        **{name: OA + name for name in _CLASSES},
        "Software": AS + "Application",
        "AnnotationCollection": AS + "OrderedCollection",
        "AnnotationPage": AS + "OrderedCollectionPage",
        **{name: OA + name for name in _MOTIVATIONS},
        **{name: {"@id": OA + term, "@type": "@id"} for name, term in _LINKS.items()},
        "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
        "creator": {"@id": DCTERMS + "creator", "@type": "@id"},
        "conformsTo": {"@id": DCTERMS + "conformsTo", "@type": "@id"},
        "sourceDate": {"@id": OA + "sourceDate", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
        "name": "http://xmlns.com/foaf/0.1/name",
        "format": DC + "format",
        "language": DC + "language",
        "value": RDF + "value",
        "exact": OA + "exact",
        "prefix": OA + "prefix",
        "suffix": OA + "suffix",
        "start": {"@id": OA + "start", "@type": _COUNT},
        "end": {"@id": OA + "end", "@type": _COUNT},
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "total": {"@id": AS + "totalItems", "@type": _COUNT},
        "startIndex": {"@id": AS + "startIndex", "@type": _COUNT},
        "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
        "first": {"@id": AS + "first", "@type": "@id"},
        "last": {"@id": AS + "last", "@type": "@id"},
        "partOf": {"@id": AS + "partOf", "@type": "@id"},
    }
}
