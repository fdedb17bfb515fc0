"""What is known of a person from a number, and how little of it the public may see.

The rules of numbers (GB 11643, GB 32100) have one owner, the forms' ground floor; the hall takes them from there.
"""

from forms.identity import age_on, birth_of, mask_id, mask_name, mask_phone, sex_of, valid_id

__all__ = ["age_on", "birth_of", "mask_id", "mask_name", "mask_phone", "sex_of", "valid_id"]
