"""The words of the statute. Everything here is frozen; rules receive it as arguments."""
