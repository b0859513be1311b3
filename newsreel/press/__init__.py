"""The corpus' articles, dressed as the sites of five outlets and served on loopback."""
