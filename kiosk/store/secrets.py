"""Secrets of people, as nobody can read them back: argon2id (RFC 9106, its second recommendation), one string that
says how it was made."""

import hashlib
import hmac
import secrets

MEMORY_KIB, TIMES, LANES = 64 * 1024, 3, 4
_BYTES, _SALT = 32, 16
_START_DIGITS = 15
_TOKEN = 32


class Argon2Secrets:
    """The `Secrets` port."""

    def verifier(self, secret: str) -> str:
        """A new verifier of a secret; takes about a tenth of a second, on purpose."""
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        made = Argon2id(
            salt=secrets.token_bytes(_SALT), length=_BYTES, iterations=TIMES, lanes=LANES, memory_cost=MEMORY_KIB
        )
        return made.derive_phc_encoded(_plain(secret))

    def fits(self, secret: str, verifier: str) -> bool:
        """Whether it is this secret. An unreadable verifier fits nothing, after the same time."""
        from cryptography.exceptions import InvalidKey
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        try:
            Argon2id.verify_phc_encoded(_plain(secret), verifier)
        except InvalidKey:
            return False
        except ValueError:
            self.verifier(secret)
            return False
        return True

    def start_code(self) -> str:
        """A code for the first sign-in: fifteen digits, in three parts to be read out; it may open the data of a
        PC (`kiosk key people`), so that a copied disk is no shorter a guess."""
        digits = "".join(secrets.choice("0123456789") for _ in range(_START_DIGITS))
        return f"{digits[:5]}-{digits[5:10]}-{digits[10:]}"

    def token(self) -> str:
        """A session's token, 256 random bits in hex."""
        return secrets.token_hex(_TOKEN)

    def digest(self, token: str) -> str:
        """What is kept of a token or of what a badge reads as: enough to know it again."""
        return hashlib.sha256(token.encode()).hexdigest()

    def same(self, one: str, other: str) -> bool:
        """Compared in a time that tells nothing."""
        return hmac.compare_digest(one, other)


def _plain(secret: str) -> bytes:
    """The bytes of a secret, however its characters were composed at the keyboard."""
    import unicodedata

    return unicodedata.normalize("NFKC", secret).encode()
