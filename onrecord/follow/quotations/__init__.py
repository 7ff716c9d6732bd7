"""Quotations across reports: which ones are of one utterance, and how their words differ.

Texts in, judgements out; nothing here knows of a database.  ``words`` brings a quotation to words that can be compared,
``keys`` says what two versions of one must share to be compared at all, ``likeness`` whether they are of one utterance,
``diff`` which words differ, ``sense`` which of these turn the sense, ``utterance`` which wordings belong together and
what is known of them as a whole.
"""
