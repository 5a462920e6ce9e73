"""`python -m bbti_qa.cli`."""

from bbti_qa.cli import main

main()
