"""Given names of the world as news in English prints them, and whose they are, women's or men's.

Names that both bear, somewhere, tell nothing; where a name is a woman's in one language
and a man's in another (Andrea, Nino), it stands with those.  Looked up without regard to
case and accents: "Jose" is "José".
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_WOMEN = """
    Aarti Abby Abeer Abena Abigail Abir Ada Adaeze Adanna Adaobi Adelaide Adele Aditi Adjoa Adriana Adrienne Adwoa Afaf
    Afia Agatha Agnès Agnieszka Aicha Aiko Aileen Aine Aino Ainsley Aisha Aishwarya Aisling Akane Akanksha Akemi Akie
    Akiko Akosua Akua Alana Alberta Alejandra Aleksandra Aleksandrina Alena Alessandra Alessia Alexandra Alexandria
    Alice Alicia Aliki Alina Alison Aliye Aliza Alka Alla Allison Alma Alona Althea Alva Alyssa Amaka Amalia Amanda
    Amani Amber Ambika Amelia Amélie Amina Aminah Aminata Amira Amma Amparo Amrita Amy Ana Anahit Anaïs Ananya Anastasia
    Anastasiya Anca Andreea Ángela Ángeles Angelika Angelina Angélique Angie Anikó Anita Anja Anjali Anjana Anju Anke
    Ankita Ann Anna Annabel Anne Annegret Anneke Anneli Annette Annick Annie Annika Anoush Anthoula Antje Antoinette
    Antonella Antonia Anuradha Anushka Anzhelika Aoife Aparna April Araceli Archana Ariadna Ariadne Ariana Arianna
    Arlene Arlette Arpi Arundhati Åsa Asako Asha Aslı Aslıhan Asma Asmaa Astra Astrid Asuka Asuman Atefeh Athina Atifete
    Atishi Atsuko Audrey Augusta Aurélie Aurora Aurore Ava Avital Aya Ayaka Ayako Ayanna Ayelet Ayfer Ayla Aylin Aynur
    Ayşe Aysel Ayumi Azadeh Azar Azza Bahareh Bahia Banu Barbara Bärbel Barbora Barbro Başak Basma Bathabile Batya Beata
    Béatrice Beatriz Becky Begoña Behnaz Belén Belgin Belinda Bella Benazir Bengü Berna Bernadette Bernice Bertha Besa
    Bess Beth Bethany Betsy Bettina Betty Betül Beverley Beverly Beyza Bhavana Bianca Biljana Bineta Bintou Birgit
    Birgitta Birgitte Birna Blanca Blanche Blaženka Blerina Bodil Bonnie Borbála Bouthaina Božena Brenda Brianna Bridget
    Bridie Brigitta Brigitte Brinda Britt Britta Brittany Bronwen Brooke Brunhilde Buket Burcu Busisiwe Büşra Buthaina
    Caitlin Camila Camilla Canan Candace Candice Capucine Carina Carla Carlota Carly Carmel Carmen Carol Carole Carolina
    Caroline Carolyn Carrie Carys Cassandra Cassie Catalina Caterina Catherine Cathy Catrin Cayetana Cécile Cecília
    Celeste Celia Céline Ceren Ceyda Chandrika Chantal Charity Charlene Charlotte Charmaine Charo Chelsea Cherie Cheryl
    Chiamaka Chiara Chie Chieko Chihiro Chika Chimamanda Chinwe Chioma Chitra Chiyo Chloe Christina Christine Chunhua
    Chunying Ciara Çiğdem Cindy Claire Clara Clare Clarisa Claudette Claudia Claudine Clémence Clémentine Colette
    Colleen Concepción Concetta Condoleezza Connie Constance Consuelo Cora Cordelia Coretta Corina Corinna Corinne
    Cornelia Costanza Coumba Cristiana Cristina Crystal Cynthia Daciana Dafna Dagmar Dagny Daisy Dalia Damla Danica
    Daniela Danielle Danuta Daphne Daria Dariga Darja Darla Darlene Darya Dawn Deanna Debbie Deborah Debra Deena Deepa
    Deepika Defne Deirdre Delcy Delfina Delia Della Delphine Demet Dena Denise Derya Desiree Devi Devyani Dewi Diana
    Diane Dianne Didem Diezani Dilek Dilma Dima Dina Dinah Dinara Dineo Dionne Divya Doina Dolores Dolors Dominika
    Donatella Donika Donna Dora Doreen Doris Dorit Dorota Dorothea Dorothy Dragana Drita Dulce Dunja Duygu Dyah Eartha
    Ebba Ebele Ebru Edith Edna Edwige Efua Eileen Eilis Einat Ekaterina Ekaterine Ekua Elaheh Elaina Elaine Eleanor
    Elena Eleni Eleonora Elfriede Elham Éliane Elif Elin Elira Elisa Elisabet Élisabeth Elisabetta Elise Eliza Elizabeth
    Elke Ella Ellen Elly Élodie Eloise Elsa Elsie Elspeth Eluned Elvira Elżbieta Eman Emel Emi Emiko Emilia Emilie Emily
    Emine Emma Emmanuelle Emmeline Encarnación Epiphanie Erica Erika Eriko Erin Erna Erzsébet Esin Esmeralda Esperanza
    Esra Estefanía Estela Estella Estelle Esther Eszter Ethel Etsuko Etta Eugenia Eugénie Eunice Éva Evangeline Eve
    Evelyn Evgenia Ewa Ezgi Fabiana Fabienne Fadumo Fadwa Fairouz Faith Fangfang Fanta Farah Farahnaz Farida Farzaneh
    Fatema Fatemah Fatemeh Fátima Fatin Fatma Fatmata Fatou Fatoumata Fatuma Fawzia Faye Federica Felicity Fereshteh
    Feride Fern Fernanda Feyza Fiame Figen Filiz Filomena Fiona Fionnuala Firdous Fitri Flora Florence Florrie Folake
    Folasade Forough Frances Francesca Francine Francisca Françoise Franziska Frauke Freda Freja Freya Frida Frieda
    Fumiko Gabby Gabriela Gabrielle Gaby Gaia Gail Galina Gamze Gauri Gayane Gayatri Geeta Geetha Gemma Geneviève
    Georgia Georgina Geraldine Gerda Germaine Gertrude Geula Geun-hye Ghada Ghazal Ghislaine Giada Gianna Gilda Gillian
    Gina Ginevra Ginger Gioia Giorgia Giovanna Gisela Gisèle Gita Gitte Giulia Giuliana Giuseppina Gizem Gladys Glenda
    Gloria Glynis Gökçe Golda Goldie Golnar Golnaz Golshifteh Gonca Grace Graciela Gráinne Graziella Greta Gretchen
    Grete Gro Guðrún Guinevere Gül Gülay Gülben Gülden Güler Gulnara Gülsüm Güneş Guri Gwen Gwendolyn Gwyneth Györgyi
    Habiba Habibeh Hacer Hadas Hadeel Haifa Hala Haleh Halima Halimah Halina Halla Hana Hanaa Hanako Hande Haneen Hanh
    Hanna Hannah Hanne Hannelore Harriet Haruka Haruko Hatice Hattie Hayat Hayriye Hazel Heather Hedda Hedwig Heidi
    Heike Helen Helena Hélène Helga Helle Héloïse Hema Hemamalini Hend Henrietta Henriette Hermione Hester Hiba Hideko
    Hien Hila Hilda Hilde Hildegard Hillary Hina Hind Hiroko Hirut Hisako Hitomi Holly Homa Hope Huda Huguette Hülya
    Huma Huong Ibolya Ibtisam Iciar Ida Ifeoma Ilana Ilaria Ildikó Ileana Ilene Ilona Ilse Imee Imelda Imogen Inas Indah
    Indira Indra Inés Ing-wen Inga Ingeborg Inger Ingrid Ingunn Inna Intan Intisar Ioana Ioanna Iona Ionela İpek Irene
    Irina Iris Irma Irmgard Iryna Isabel Isabella Isabelle Isadora Işıl Isla Isobel Itziar Iva Ivana Ivanka Ivanna Ivy
    Iwona Jacinda Jackee Jaclyn Jacqueline Jacquelyn Jacqui Jade Jadranka Jadwiga Jale Jamila Jana Janaína Jane Janelle
    Janet Janette Janice Janine Jarmila Jasmine Jasna Jaya Jayalalithaa Jayne Jeane Jeanette Jeanne Jeannette Jelena
    Jemima Jen Jendayi Jenna Jennie Jennifer Jenny Jeri Jerri Jessica Jette Ji-hyun Jihan Jila Jill Jillian Jimena
    Jingjing Jo Joanna Joanne Jocelyn Joëlle Jóhanna Joice Jolanta Josefa Josefina Josephine Josiane Josie Joy Joyce
    Juana Judit Judith Judy Júlia Juliana Julianne Julie Juliet Juliette Julija Julissa June Junko Junqiu Justine
    Justyna Jutta Jyoti Jytte Kaarina Kadiatou Kafui Kaia Kaitlan Kaja Kajal Kalina Kalpana Kamala Kanimozhi Kaori Karen
    Karima Karin Karine Karla Karolina Karoline Kartika Kata Katalin Katarina Katarzyna Kate Katerina Kateryna Katharine
    Käthe Katherine Kathleen Kathrin Kathryn Kathy Katie Katja Katrín Katrina Katy Kavita Kavitha Kay Kaye Kayla Kaylee
    Kayleigh Kazuko Keiko Keira Keisha Kellyanne Keri Ketanji Ketevan Khadija Khadijah Khaleda Khatia Khatuna Khawla
    Khofifah Kiersten Kiko Kikuko Kimberley Kimberly Kimiko Kinga Kirsi Kirsten Kirstine Kirstjen Kirsty Kirti Kjersti
    Klára Kolinda Konstantina Kristalina Kristen Kristiina Kristin Kristina Kristine Krisztina Krystal Krystyna Ksenia
    Kseniya Kübra Kumari Kumiko Kylie Kyoko Kyriaki Kyung-wha Ladan Laetitia Laila Laleh Lamia Lana Lanfang Lara Larisa
    Lata Latifa Latife Latisha Latoya Laura Laure Lauren Layla Léa Leah Leanne Leigh-Ann Leila Leire Leman Lena Lene
    Leni Lenka Lenore Leona Leonor Lesia Lesya Leticia Letitia Letizia Leyla Leymah Liat Libby Lidia Lidija Lidiya Lien
    Lieselotte Lijuan Lila Lili Lilian Liliana Liliane Lillian Lilly Lily Limor Lina Linda Lindiwe Linnea Lisa Lisbeth
    Liudmila Liudmyla Liv Lívia Liyuan Liz Liza Ljiljana Loida Lois Lola Lora Loredana Lorella Lorena Loretta Lori Lorie
    Lorna Lorraine Lotte Lottie Louane Loubna Louisa Louise Loujain Lourdes Lubna Lucía Luciana Lucie Lucille Lucinda
    Lucretia Lucrezia Lucy Ludmila Luella Luigia Luisa Lujain Lulama Lulu Luminița Lusine Luz Lydia Lynda Lynette Lynn
    Lynne Lynnette Lyubov Lyudmila Mabel Macarena Machiko Madeleine Madeline Madhavi Madhu Madhuri Madison Madoka Maeve
    Magda Magdalena Maggie Maha Mahin Mahira Mahnaz Mahsa Mahua Maia Maiko Máire Mairead Maisie Maite Maja Majlinda Maka
    Makhosazana Maki Makiko Mako Malak Malala Maleeha Małgorzata Malia Malini Mamata Mami Mamie Manal Manami Manana
    Mandana Mandy Maneka Manisha Manju Manon Manuela Mara Marcela Marcia Marcy Mareike Maren Margaret Margareta
    Margarete Margarita Margery Margherita Margie Margit Margot Margrethe Marguerite Mari María Mariah Mariam Mariama
    Mariana Mariann Marianna Marianne Mariastella Maribel Maricela Marie Marieke Marietta Mariia Marija Marijke Mariko
    Marilyn Marina Marine Marisa Marisol Marissa Marit Mariya Marja Marjan Marjane Marjorie Marla Marlene Marsha Märta
    Martha Martina Martine Marva Marvi Mary Mary-Ann Mary-Kate Maryam Maryanne Marzieh Masako Masih Masoumeh Mathilda
    Mathilde Matilda Maud Maura Maureen Mavis Maxine May Maya Mayawati Maysoon Mayumi Meagan Mechthild Medha Meena
    Meenakshi Meera Meg Megan Megawati Meghan Megumi Megyn Mehbooba Mehri Mehriban Mei Meihua Meiling Melania Melanie
    Melek Melike Melinda Melissa Meltem Menaka Meral Merav Mercedes Mercy Meredith Merete Meritxell Merle Merve Mette
    Mia Michaela Michelle Michiko Mieko Mihaela Miho Miki Mikiko Mildred Milena Milica Millie Mimi Mina Minako Minnie
    Mira Miranda Mireia Mireille Mirella Mireya Miri Miriam Mirjana Miroslava Misaki Misako Mithali Mitra Mitsuko Mitzi
    Miyuki Mizuho Mmabatho Moira Mollie Molly Momoko Mona Mónica Monika Monique Montse Montserrat Mouna Moya Mozhgan
    Mridula Müge Mukaddes Mukhtaran Muna Muriel Murielle Myra Myriam Myrtle Naana Nabila Nada Nadezhda Nadia Nadine
    Nadiya Nafisa Nagisa Nahid Naima Najat Najla Najwa Naledi Nalini Namrata Nanako Nanami Nancy Nandini Nandita Nanette
    Nanna Naoko Naomi Narges Narine Nasrin Natalia Natalie Natalija Nataliya Natalya Nataša Natasha Natela Nathalie
    Natsuko Natsumi Nawal Nayla Nazan Nazanin Nazlı Neda Neelam Neelie Neeta Negar Neha Nele Nell Nellie Nermin Neşe
    Nesrin Nesrine Ngan Ngoc Ngozi Nhung Nia Niamh Nichole Nicole Nidhi Nieves Nighat Nihal Niki Nilgün Niloofar
    Niloufar Nilüfer Nimet Nina Nirmala Nirupama Nisha Nisreen Nitza Nkechi Nkosazana Noelia Noémie Noga Nola Nomvula
    Nomzamo Nonkululeko Nora Norah Noreen Noriko Norma Nosiviwe Noura Nozizwe Ntombi Nuala Nune Nunzia Nura Nuray Nurcan
    Núria Nurit Nuriye Nurul Nusrat Nyokabi Oana Obiageli Oby Octavia Odessa Odette Odile Ofra Oksana Oleksandra Olena
    Olesya Olga Olha Olive Olivia Oluchi Olympia Omotola Oonagh Opal Ophelia Oprah Oriana Orit Orla Orly Orna Ornella
    Orsolya Osnat Oumou Oxana Oya Özge Özlem Padma Padmini Paetongtarn Paige Pallavi Paloma Pam Pamela Paola Parastoo
    Parisa Parvaneh Parvati Parvin Pascale Patience Patrícia Patrizia Patsy Patti Patty Paula Paulette Paulina Pauline
    Pavla Pearl Pegah Peggy Pelin Pénélope Penny Pepa Perihan Pernille Pervin Petra Petula Philippa Phoebe Phumzile
    Phuong Phyllis Pia Piedad Pilar Pınar Pippa Piroska Pnina Polina Polly Pooja Poonam Poppy Portia Pragya Pratibha
    Preeti Preity Priscilla Priti Priya Priyanka Prudence Puan Purnima Putri Queenie Rabri Rachael Rachel Rachida Radha
    Radhika Raffaella Raghad Ragnhild Rahayu Rahela Rahma Raisa Rajeshwari Raluca Ramatoulaye Ramona Randa Rani Rania
    Raquel Rasha Rashida Rashmi Rati Raven Rawan Razan Rebecca Reem Regina Rehana Reiko Réka Rekha Rena Renata Renate
    Renée Renho Renu Renuka Retno Revathi Reyhan Reyhaneh Rhea Rhian Rhiannon Rhoda Rhonda Richa Rie Rieko Rigoberta
    Riikka Rika Rima Rini Risa Risma Rita Ritsuko Ritu Rivka Roberta Robyn Rochelle Rocío Róisín Rokia Rola Romy Rona
    Ronit Roopa Rosa Rosalía Rosalie Rosalind Rosalyn Rosana Rosanna Rosanne Rose Roseanne Rosella Rosemarie Rosemary
    Rosetta Rosie Rosmah Rosmarie Rowena Roxana Roxanne Roya Roza Rozália Rubina Ruby Rukiye Rukmini Rula Rumi Rupa
    Ruqayya Ruslana Ruta Ruth Ryoko Saara Sabiha Sabina Sabrina Sabrine Sachiko Sadako Sadhana Sadia Sadie Safaa Safia
    Safiatou Safiye Sagit Sahar Sahba Sahle-Work Saida Saima Saira Saki Sakineh Sakura Sally Salma Salome Salwa Samantha
    Samia Samira Samiya Sana Sanaa Sanae Sandhya Sandra Sangeeta Sania Sanna Saoirse Sara Sarah Saran Saroj Sarojini
    Sasikala Satoko Satsuki Savannah Savita Sawsan Sayaka Sayuri Şebnem Seda Seema Ségolène Seiko Selda Selena Selin
    Selma Semra Şenay Serap Serena Serpil Setareh Sevgi Sevil Sevim Seynabou Sezen Shabana Shaharzad Shahla Shahrzad
    Shaima Shaimaa Shalini Shania Shannan Shanshan Shanti Shari Sharmila Sharon Shauna Shazia Sheela Sheena Shehla
    Sheila Shelia Shelley Shelly Sheri Sherry Sheryl Shigeko Shilpa Shireen Shirin Shirley Shizuka Shobha Shohreh Shoko
    Sholeh Shonda Shoshana Shraddha Shruti Shulamit Shweta Siân Sibel Sigal Signe Sigrid Siham Sihem Silke Silvana
    Sílvia Silvija Sima Simin Simona Simonetta Sinead Siobhan Sioned Siri Sirimavo Sita Sithembile Siti Siv Sizakele
    Skye Slavica Smita Smriti Sneha Snežana Sofia Sofie Sofiya Soha Soheila Sojourner Solange Soledad Solomiya Solveig
    Sonali Sondra Songül Sonia Sonya Sook-ja Sophia Sophie Soraya Souad Sridevi Srividya Stacey Stacy Stefania Stella
    Stephanie Stephenie Subhashini Sucheta Suchitra Sudarat Sudha Sue Suha Suhair Sujata Şule Sulochana Sumiko Sumitra
    Summer Sunita Sunniva Supriya Surekha Süreyya Susan Susana Susannah Susanne Sushma Sushmita Susi Susie Suzanne
    Suzette Svandís Svenja Svetlana Svitlana Swantje Swapna Swati Sybil Sybille Sylvia Sylvie Tabitha Tahani Takako
    Takeko Tali Talia Tamaki Tamar Tamara Tamayo Tamika Tammy Tandi Tania Tansu Tanushree Tanvi Tanya Tara Taraneh Tarja
    Tatiana Tatum Tatyana Tawakkol Tehmina Teona Teresa Tess Tessa Tetiana Tetyana Teuta Thaís Thandeka Thandi Thandiwe
    Thao Thea Thelma Theresa Thérèse Thorhildur Thuli Thuy Tiffany Tímea Tina Tingting Tiziana Tomoko Tomomi Tonya Tori
    Toshiko Tracey Trang Tránsito Tricia Trina Trine Trisha Trude Trudy Trupti Tsitsi Tuba Tuğba Tülay Tülin Tulsi
    Türkan Tuula Tuyet Twyla Tyra Tzipi Tzipora Tzippi Ülkü Ulla Ulrika Ulrike Ulyana Uma Una Urmila Ursula Urszula Usha
    Uta Ute Uzoamaka Vaishali Valbona Valentina Valentyna Valeria Valérie Vandana Vanessa Vani Varvara Vasantha Vasiliki
    Velma Venetia Venus Vera Verity Verónica Veronika Véronique Vesna Vicki Vicky Victoria Vidya Vigdis Viktoria
    Viktoriya Vimala Vinita Viola Violet Violeta Viorica Virgínia Virginie Viviana Vivien Vivienne Vjosa Vonda Vrinda
    Wafa Wafaa Waltraud Wambui Wanda Wangari Wanjiku Wanjiru Wendy Whitney Wiebke Wilhelmina Willa Wilma Winifred Winnie
    Winona Xiaohong Ximena Xiuying Xuan Yaa Yadira Yael Yaffa Yana Yanping Yasmeen Yasmin Yasmine Yasuko Yayoi Yehudit
    Yekaterina Yelena Yenny Yesenia Yeşim Yevgenia Yewande Yifat Yıldız Yingluck Yingying Yo-jong Yoani Yoko Yolanda
    Yoshiko Yu-na Yukako Yukari Yukiko Yuko Yulia Yuliya Yumi Yumiko Yuna Yuriko Yusra Yvette Yvonne Zadie Zahra Zainab
    Zainabu Zakia Zandile Zanele Zara Zarifa Zaruhi Zaynab Zdenka Zehava Zehra Zeina Zeinab Zelda Zelma Zena Zeynep
    Zhanna Zinaida Zinhle Zita Zlata Zodwa Zoe Zofia Zohreh Zoleka Zora Zoya Zsófia Zsuzsanna Zubaida Zubeida Zuhal
    Zulema Zümrüt Zuzana
    """

_MEN = """
    Aaron Ababu Abbas Abdallah Abdel-Fattah Abdel-Malek Abdelaziz Abdelfattah Abdelhamid Abdelilah Abdelkader
    Abdelmadjid Abdelmalek Abdollah Abdolreza Abdul Abdulaziz Abdulhamit Abdulla Abdullah Abdulrahman Abe Abhinav
    Abhishek Abiy Abolhassan Abraham Achim Adam Adama Adel Adem Adewale Adhir Adil Aditya Adnan Adolfo Adonis Adrian
    Adriano Agathon Agim Agus Agustín Ahmad Ahmadou Ahmed Ahmet Aidan Aiman Ajay Ajit Ajmal Akbar Akhilesh Akihiko
    Akihito Akinwumi Akio Akira Akram Aksel Akshay Al Alain Alan Alassane Albert Alberto Albin Aldo Alec Aled Alejandro
    Aleksandar Aleksander Aleksandr Aleksei Aleksey Alessandro Alessio Alexander Alexandre Alexei Alexey Alfonso Alfred
    Alfredo Alhassan Ali Aliko Aliou Alireza Alistair Allan Allen Almazbek Alois Alparslan Alpha Alun Álvaro Alvin
    Amadou Amarinder Ambrose Amedeo Amer Amichai Amichay Amilcar Amin Aminu Amir Amirhossein Amit Amitabh Ammar Amnon
    Amol Amos Amr Anand Anas Anatol Anatoli Anatoly Anders Anderson Andre Andreas Andrei Andrej Andrés Andrew Andrey
    Andrii Andrius Andriy Andrzej Andy Angelino Angelo Angelos Angus Anies Anil Anirudh Anis Ankit Anthony Antoine Anton
    Antoni Antonio Antonis Anup Anurag Anwar Apisai Apollo Apostolos Aram Arash Arben Archibald Archie Arda Ardeshir
    Arend Arif Arik Aristides Arjun Arkady Armando Armen Armin Arnaldo Arnaud Arne Arnold Arnon Arseniy Artem Arthur
    Artur Arturo Arturs Artyom Arun Arvid Arvind Aryeh Asad Asghar Asher Ashish Ashkan Ashok Ashot Ashton Ashwin Asif
    Asim Askar Atal Atiku Atilla Atsushi Attila Atul August Augusto Aung Austin Avi Aviad Avichai Avigdor Aviv Avner
    Avraham Axel Ayad Aydın Ayman Azali Aziz Azzam Babacar Babak Babatunde Baha Bahaa Bahadır Bahman Bahram Bakary Bakr
    Bakytzhan Balázs Bamanga Bambang Bandar Baptiste Barack Barak Barham Barış Barnabas Barnaby Barney Barry Bart
    Bartholomew Bartosz Baruch Bashar Bashir Basil Basim Bassam Bassem Bastian Bastien Basuki Batu Beau Behnam Behrouz
    Behzad Béla Ben Benedetto Benedict Bengt Benigno Benito Benjamin Bennett Benny Benoît Beppe Berat Berk Bernard
    Bernardo Bernd Berndt Bernhard Bernie Bert Bertie Bertram Bertrand Beşir Bhairon Bharat Bhupesh Bhupinder Bijan
    Bilal Bill Billy Bimal Binali Bingu Binyamin Bipin Birger Bjarne Björn Boaz Bob Bobby Boediono Bogdan Bohdan
    Bohuslav Bojan Bongani Boni Boris Borislav Borut Boubacar Boubou Boudewijn Boutros Boyd Boyko Brad Bradley Bram
    Brandon Branko Brendan Brendon Brent Brett Brian Brijesh Bronisław Bruce Bruno Bryan Bryce Budi Bujar Bukar Bukola
    Bülent Burak Burhan Byron Caetano Caleb Călin Calvin Cameron Camilo Carl Carlo Carlos Carlton Carsten Carter Cathal
    Cecil Cédric Cees Celal Cem Cemal Cemil Cengiz César Cesare Cevdet Chad Chaim Chandrababu Chandrashekhar Charles
    Cheikh Chester Chetan Chidi Chike Chinedu Chinua Chirag Christian Christoph Christophe Christopher Christos Chuan
    Chuck Chukwuma Chul-soo Cillian Ciprian Claas Clarence Clark Claude Claudio Claus Clayton Clement Cliff Clifford
    Clifton Clint Clive Cody Colin Colm Connor Conor Constantin Constantine Cooper Corey Cormac Cornelis Corneliu
    Cornelius Corrado Cosimo Craig Cristi Cristian Cristiano Cristóbal Csaba Cuauhtémoc Cumhur Curtis Cyril Daan Dacian
    Dafydd Daiki Daisuke Dalibor Damian Damien Damir Damon Dan Dani Daniel Danjuma Danny Danylo Dario Darius Dariush
    Darko Darrel Darrell Darren Darryl Dashiell Dave David Davide Davit Davood Dax Dean Declan Dedi Deepak Denis Dennis
    Denys Derek Dermot Desalegn Desmond Detlef Devendra Devlet Dewey Dezső Dhananjaya Dharmendra Diarmuid Dick Didas
    Didier Diederik Diego Dieter Dietrich Digvijay Dilip Dimitri Dimitris Dinesh Diosdado Dirk Dmitri Dmitriy Dmitry
    Dmytro Dom Domenico Domingo Dominic Don Dónal Donald Donato Donnie Donovan Doug Douglas Dov Dragan Dragoș Dror Duane
    Dudley Duncan Dušan Dustin Dwayne Dwight Dylan Eamon Eamonn Earl Ebenezer Eberhard Ebrahim Ebrima Ed Eddie Edgar Edi
    Edison Edmund Edouard Eduardo Edvard Edward Edwin Effi Efraim Efraín Egils Egon Ehsan Ehud Eiji Einar Eirik Eitan
    Eko Ekrem Elazar Eli Elias Eliezer Elijah Elio Eliyahu Elliot Elliott Ellis Elmer Elon Elyakim Emad Emanuele Emeka
    Emery Emil Émile Emiliano Emilio Emin Emmanuel Emmett Emomali Emrah Emre Emrys Enda Endre Engin Enis Enoch Enrico
    Enrique Enver Enzo Eoin Ercan Erdal Erdem Eren Erhan Eric Erich Erik Erlangga Erling Ernest Ernesto Ernie Ernst
    Errol Ersin Ertuğrul Ervin Erwin Esfandiar Eshaq Esmail Essam Esteban Ethan Étienne Ettore Eugene Eugenio Evan
    Evangelos Evariste Evaristo Everett Evgeny Evo Evripidis Ewald Ewan Eyal Ezekiel Ezra Fabián Fabien Fabio Fabrice
    Fabrizio Facundo Fadel Fadi Fahad Fahd Faisal Farhad Fariborz Farid Farouk Farrell Farshad Faruk Faruq Farzad Fathi
    Fatih Fatmir Fatos Faure Faustin Fausto Fawaz Fawzi Fayez Fayiz Federico Fedor Félicien Felipe Felix Ferdinand
    Ferenc Fereydoon Fergus Ferhat Fernando Ferris Festus Fethullah Fidel Fikret Filippo Finlay Finn Fionn Flávio
    Fletcher Florian Florin Floyd Forrest Fouad Francesco Francis Francisco Franco François Frank Franklin Frans Franz
    Fred Freddie Frédéric Frederick Friedrich Fritz Fuad Fulvio Fumio Fyodor Gábor Gabriel Gadi Gaël Gaetano Galen Gamal
    Ganesh Garegin Gareth Garrett Garry Garth Gary Gaston Gatot Gaurav Gautam Gavin Gavrilo Geert Gene Genichiro Gennady
    Geoff Geoffrey George Georges Georgi Georgy Geraint Gérald Geraldo Gerard Gerardo Gerd Gergely Gerhard Germán Gerrit
    Gerry Gert Getachew Gethin Getúlio Ghaleb Ghasem Ghassan Gheorghe Gholam Gholamhossein Ghulam Giacomo Gianfranco
    Gianluca Gianluigi Gianni Giannis Gibran Gideon Gil Gilad Gilbert Gilberto Giles Gilles Gino Gintautas Giorgi
    Giorgio Giorgos Giovanni Girma Gitanas Giuliano Giulio Giuseppe Gleb Glen Glenn Godwill Gonzalo Goodluck Gopal Göran
    Gordon Goro Gotabaya Gottfried Govind Graeme Graham Grant Graziano Greg Gregor Gregorio Gregory Grigory Grover
    Grzegorz Guenter Guglielmo Guido Guillaume Guillermo Gulbuddin Gunnar Günter Günther Gurbanguly Gürsel Gus Gustav
    Gustavo Guy Gwilym György Gyula Haakon Habib Hadi Hafez Hafiz Hage Haidar Haider Haile Hailemariam Haim Haitham
    Håkan Hakim Hal Halil Haluk Halvor Hamad Hamed Hamid Hamidreza Hamish Hamisi Hammad Hamza Hani Hank Hannes Hans
    Harald Hardik Hari Harish Harlan Harold Haroon Harris Harrison Harry Harsh Harsha Hartmut Haruhiko Haruki Harvey
    Hasan Hashem Hashim Hashmat Haşim Hasip Hassan Hassane Hatem Hayato Hayk Haytham Hazem Hector Hedayat Heiko Heiner
    Heinrich Heinz Helge Helmut Hemant Hendrik Henk Henning Henrik Henrique Henry Herb Herbert Heriberto Herman Hermann
    Hernán Hernando Hershel Hervé Herzl Hesham Heydar Hibatullah Hicham Hideaki Hideki Hideo Hidetoshi Hieu Hifikepunye
    Hipólito Hiro Hirofumi Hirohito Hirokazu Hiroki Hiroshi Hiroyuki Hisashi Hisham Hishammuddin Hoang Holger Homer
    Hooshang Horace Horacio Horatio Horia Hormoz Horst Hosni Hossein Houshang Houssam Howard Hryhoriy Hubert Hugh Hugo
    Hugues Hulusi Humberto Humphrey Humza Hüseyin Hussain Hussam Hussein Huw Iain Ian Ibrahim Ibrahima Ichiro Idris
    Idriss Idrissa Ieuan Ifan Ignacio Ignazio Igor Ihab Ihor Ijaz Ikechukwu Ilan İlhan Ilie Ilir İlker Ilya Imad Imran
    Imre Imtiaz Inder Ingo Ingvar Iñigo Ioannis Iolo Ion Ionel Iqbal Iraj Irakli Irfan Irvin Irving Irwin Isaac Isaiah
    Isaias Isayas Isidore Isko Ismael İsmail İsmet Issa Issoufou István Itamar Itsunori Itzhak Iulian Iván Ivica Ivo
    Iyad Izzat Jaafar Jaap Jaber Jabir Jacek Jacinto Jack Jackson Jacob Jacques Jae-in Jae-myung Jafar Jagan Jagdish
    Jahangir Jair Jairam Jairo Jakaya Jake Jakob Jalal Jamal James Jamil Jan-Peter Janez János Jared Jaroslav Jarosław
    Jarrod Jarvis Jason Jasper Jaswant Javad Javed Javier Jawad Jawaharlal Jay Jayant Jean-Bertrand Jean-Claude Jean-Luc
    Jean-Marie Jean-Pierre Jean-Yves Jeb Jed Jeff Jeffrey Jeh Jejomar Jens Jeremiah Jeremy Jermaine Jeroen Jérôme
    Jerónimo Jerry Jerzy Jesper Jesse Jesús Jiabao Jianguo Jim Jimmy Jintao Jiří Jiro Jitendra Joachim João Joaquim
    Joaquín Jochen Joe Joël Joerg Joey Johan Johann Johannes John Johnny Joko Jomo Jon Jonah Jonas Jonathan Jonathon
    Jong-il Jong-un Jonny Joost Jordi Jörg Jorge Jörn José Josef Josep Joseph Josh Joshua Josiah Jovenel Józef József
    Juan Judd Jude Juergen Jules Julian Julio Julius Juma Jun'ichiro Junaid Junichiro Junya Juraj Jürgen Jussi Justin
    Jusuf Jyotiraditya Kaan Kaare Kadir Kailash Kakha Kaleb Kalifa Kálmán Kamal Kamau Kamel Kamran Kaname Kanhaiya Kapil
    Karan Kareem Karim Karl Károly Karsten Karthik Kartik Kasper Kassim Kassym Kasym Katsuya Kaveh Kayode Kazem Kazuhiro
    Kazuki Kazuo Keiji Keir Keisuke Keith Keizo Kelechi Kelvin Kemal Ken Kendrick Kenichi Kenji Kenneth Kenny Kensuke
    Kenta Kenyatta Kenzaburo Kenzo Kerem Kerim Kevin Keyvan Kgalema Khaled Khalid Khalifa Khalil Khanh Khosrow Khurshid
    Ki-moon Kianoush Kieran Kiichi Kipchumba Kipkorir Kiril Kirill Kirk Kishore Kiyoshi Kjell Klaas Klaus Klay Knut Kofi
    Koichi Koji Kojo Konrad Konstantin Konstantinos Koray Kostas Kostyantyn Kosuke Kota Krishna Krisjanis Kristian
    Kristofer Krzysztof Kunal Kunio Kurmanbek Kurt Kwabena Kwaku Kwame Kwasi Kwesi Kyle Kyriakos Lachlan Laith Lajos
    Lakhdar Lakshman Lalu Lamar Lance Landon Lansana Larry Lars Lasha Lasse László Lateef Latif Laurent Lawrence Lázaro
    Lazarus Leandro LeBron Lech Lefteris Leif Leland Lemuel Lennart Leo Léon Leonard Leonardo Leonel Leonid Leopold
    Leopoldo Leroy Lester Leszek Levan Levent Levi Lewis Liam Lincoln Linus Lionel Lisandro Livio Liviu Ljubo Lloyd
    Lodewijk Lodovico Logan Loïc Lonnie Lorcan Lorenz Lorenzo Lorne Lotfi Lothar Louis Lowell Lubomír Luc Luca Lucas
    Luciano Lucien Lucio Ludger Ludvik Ludwig Luhut Luigi Luis Luiz Lukas Łukasz Luke Luther Lutz Lyle Lyndon Maarten
    Maciej Macky Madhav Magnus Mahamadou Mahamat Mahathir Mahdi Mahendra Maher Mahesh Mahinda Mahmood Mahmoud Mahmud
    Mahyar Maithripala Majed Majid Makoto Maksim Maksym Malachy Malcolm Malik Mallikarjun Mamadou Mamdouh Manabu Manfred
    Manish Manmohan Manny Manohar Manoj Manolis Manouchehr Mansour Mansur Manuel Marat Marc Marcel Marcello Marcelo
    Marcin Marco Marcos Marcus Marek Mariano Mario Marius Mariusz Mark Marko Markus Marlon Marshall Martijn Martin Marty
    Marvin Marwan Masahiko Masaki Masao Masaru Masato Masayoshi Masayuki Mason Masoud Masrour Massimo Massoud Masud
    Mateo Mateusz Mathews Mathias Mathieu Mathis Matías Matt Matteo Matthew Matthias Matthieu Matti Mattia Maurice
    Mauricio Maurizio Mauro Max Maxime Maximilian Maximiliano Maxwell Mayank Mehdi Mehmet Mehran Meir Melaku Meles Melih
    Melvin Menachem Mengistu Merrill Mert Mervyn Mesut Mevlüt Micah Michael Micheal Michel Michelangelo Mick Mickey
    Miguel Mihai Mihail Mihály Mikael Mike Mikhail Mikheil Mikita Mikko Miklós Mikola Milan Miles Milo Milorad Miloš
    Miloslav Milton Minoru Mircea Miroslav Mirosław Mitch Mitchell Mithat Mitsuo Mitt Mladen Moammar Moaz Mohamad
    Mohamed Mohammad Mohammed Mohan Mohandas Mohsen Moisés Mojtaba Mokgweetsi Moncef Monty Mordechai Morihiro Moritz
    Morris Morten Morteza Mortimer Moses Moshe Mostafa Motohisa Motti Mourad Moussa Muammar Mubarak Mücahit Mugur
    Muhammad Muhammadu Muhammed Muhannad Muharrem Muhyiddin Mukesh Mukhtar Mukul Mulatu Mulayam Munir Muqtada Murad
    Murali Murat Murdo Murli Murray Musa Mustafa Mustapha Muthanna Mutula Mwai Mwangi Mykhailo Mykola Mykyta Myles Myron
    Myung-bak Nabil Nachman Nadav Nadeem Nader Nadim Naeem Naftali Nagendra Naguib Nahuel Naif Najib Najibullah
    Nana-Akufo Nangolo Naoki Naoto Narayan Narciso Narendra Naresh Naruhito Nasir Nasiru Nasrollah Nasser Natan Nate
    Nathan Nathaniel Naveen Navjot Nawaf Nawaz Nayef Nazih Nazir Ndaba Neal Necdet Nechirvan Necmettin Ned Neeraj Neil
    Nello Nelson Néstor Neville Newt Niall Nicanor Niccolò Nicholas Nick Nicolae Nicolás Nicolo Niels Nigel Nihat Nikhil
    Nikol Nikola Nikolai Nikolay Nikos Nilesh Nils Nir Nirav Nirmal Nitin Nitish Nitzan Nizar Njoroge Nnamdi Noah Noboru
    Nobuo Nobuyuki Nodar Noel Norbert Norberto Norio Norman Norris Nouri Numan Nurettin Nuri Nursultan Nyan Obafemi Obi
    Octavio Ofer Ofir Oğuz Ohad Oisin Okechukwu Okey Oktay Olaf Olav Ole Oleg Oleh Oleksandr Oleksii Oleksiy Oliver
    Olivier Olle Olli Olof Olumide Olumuyiwa Olusegun Omar Omari Ömer Omid Ondřej Onur Oren Orhan Oriol Orlando Orrin
    Orville Osama Osamu Osbert Osborne Óscar Oskar Osman Ostap Osvaldo Othman Otieno Otis Otto Oupa Ousmane Ovidiu Owain
    Owen Özgür Paavo Pablo Paddy Pádraig Pål Panagiotis Panfilo Pankaj Panos Paolo Parag Parkash Parth Parviz Pascal
    Pascual Patrice Patrick Paul Paulinus Paulo Pavel Pavlo Pavlos Pawan Peder Pedro Pejman Pekka Pep Per Percy Pere
    Perry Pervaiz Pervez Petar Pete Péter Petr Petre Petro Petros Petteri Phil Philip Philippe Phillip Phuc Phyo Pierce
    Piero Pierre Piet Pieter Pietro Pinchas Piotr Pitso Pius Piyush Plamen Poul Prabhakar Prabowo Pradeep Prafulla
    Prakash Pranab Pranav Prasad Prashant Praveen Pravin Prawit Prayut Prayuth Predrag Preston Prithviraj Prokopis
    Purushottam Qais Qaisar Qamar Qasem Qasim Qassem Qishan Quentin Quim Quincy Rached Radek Radosław Radovan Radu Raed
    Rafael Rafe Raffaele Rafik Rafiq Raghav Raghuram Raheel Raheem Rahim Rahmatullah Rahul Raila Raimundo Rainer Raj
    Rajan Rajat Rajeev Rajendra Rajesh Rajiv Rajnath Rakesh Ralph Ram Ramadan Raman Ramesh Rami Ramin Ramiro Ramnath
    Ramón Ramsay Ramush Ramzan Ramzi Rand Randall Randy Ranil Ranjan Ranjit Raphaël Rashad Rashed Rasheed Rashid Rasmus
    Ratan Ratko Rauf Raúl Ravi Ravindra Ray Rayan Raymond Recep Reggie Reginald Reid Reince Reiner Reinhard Reinhold
    Rémi Rémy Renato René Renzo Reşat Reuben Reuven Rex Reynaldo Reza Rhett Rhodri Rhun Rhys Riad Ricardo Riccardo
    Richard Rick Ricky Ridwan Rigoberto Rishi Ritesh Riyad Rıza Rizal Rob Robbie Robert Robertas Roberto Rocco Rod
    Roderick Rodney Rodolfo Rodrigo Roelof Rogelio Roger Rohan Rohit Roi Roland Rolando Rolf Romain Román Romano Romeo
    Ron Ronald Ronen Rongji Ronnie Roosevelt Rory Roscoe Rosen Ross Rostislav Rotimi Rouhollah Roy Royce Ruaidhri Ruairí
    Rubén Rubens Rüdiger Rudolf Rudra Rudy Rufus Ruhollah Rupert Rupiah Ruslan Russ Russell Rustam Rusty Ruud Ryan Ryo
    Ryoichi Ryota Ryszard Ryuichi Ryutaro Saad Sabri Sachin Saddam Sadegh Sadeq Sadık Sadiq Sadyr Saeb Saeed Saeid
    Safwan Said Saifuddin Sajith Sajjad Salah Saleh Salil Salim Salman Salva Salvador Salvatore Sameh Sami Samih Samir
    Sammy Samora Samuel Sandeep Sándor Sandro Sanjay Sanjeev Santiago Santosh Saparmurat Sarajuddin Sarath Satish Satoru
    Satoshi Satya Saud Saul Sauli Sayed Sayyed Sayyid Scott Seamus Sean Sebahattin Sebastián Segun Seif Seiji Sékou
    Selahattin Selçuk Sele Selim Semyon Seok-youl Serdar Seretse Serge Sergei Sergey Sergii Sergio Serhiy Serkan Serzh
    Seth Setya Sezgin Shafiq Shafqat Shahbaz Shahid Shahram Shahzad Shai Shakir Shane Shankar Shapour Sharad Sharif
    Shaukat Shaul Shaun Shavkat Shawki Shawn Shehbaz Shekhar Sheldon Sherif Sherman Shigeki Shigeru Shimon Shingo
    Shinichi Shinji Shintaro Shinya Shinzō Shiro Shivraj Shkëlzen Shlomo Shmuel Shoaib Shohei Shoichi Shoji Shuichi
    Shunichi Shyam Siamak Sibusiso Sid Siddharth Siddhartha Sidney Siegfried Sigmar Sigmund Sigurd Silas Silvan Silvio
    Simba Simeon Simón Siphiwe Sipho Sirajuddin Sitiveni Siyabonga Skender Slavko Slobodan Sohail Sohrab Sokratis
    Solomon Somchai Somsak Sooronbay Søren Sorin Soroush Sosuke Sota Sotiris Souleymane Sourav Spencer Spyros Srettha
    Srinivas Stan Stanislav Stanisław Stanley Stavros Ștefan Stefano Steffen Stelios Sten Stepan Stephan Stéphane
    Stephen Sterling Steve Steven Stewart Stig Stojan Stu Stuart Subhash Subramanian Sudhir Sudirman Sukhbir Şükrü
    Sulaiman Suleiman Süleyman Sumit Sumner Sundar Sunil Suraj Surapong Surendra Suresh Surya Sushil Susilo Susumu
    Suthep Svein Sven Svend Svyatoslav Swapan Sylvain Sylvester Szabolcs Taavi Tadashi Tadhg Taher Tahir Taichi Tajudeen
    Takafumi Takahiro Takao Takashi Takayuki Takeo Takeshi Takuya Talal Tamás Tamer Tamim Tamir Taner Tapio Taras Tarek
    Tareq Tariq Tarkan Tarō Tarun Tatsuo Tatsuya Tawfiq Tayfun Taysir Tayyip Ted Tedros Tejashwi Telmo Temel Teodor
    Teófilo Terence Terrell Terrence Tetsuro Tetsuya Thabo Thaddeus Thaksin Thanathorn Thanos Thein Themba Théo Theodore
    Theodoros Thiago Thibault Thierno Thierry Thomas Thorbjørn Thorsten Thulani Thurgood Tiago Tibor Tigran Tim Timo
    Timothy Timur Tito Titus Tobias Toby Todd Tom Tomás Tomasz Tomislav Tommaso Tommy Tomohiro Tony Toomas Tor Torben
    Torbjörn Tore Torsten Toru Toshiaki Toshihide Toshihiro Toshimitsu Toshio Traian Travis Trent Trevor Trey Tristan
    Troy Tshepo Tsutomu Tuan Tucker Tudor Tuğrul Tuila'epa Tullio Tunç Tuncay Tunde Turgut Turki Ty Tyler Tymofiy Tyrone
    Tyson Tzachi Uday Uddhav Uffe Ugo Ugochukwu Uğur Uhuru Ulf Ulises Ulrich Ulrik Ulysses Umaru Umberto Umesh Ümit
    Upendra Uri Uriah Uriel Urs Usama Usman Uthman Uwe Uzi Václav Vadim Vadym Vakhtang Valdas Valdis Valentín Valerio
    Valeriy Valery Vangelis Vartan Varun Vasco Vasil Vasile Vasilis Vasily Vasyl Vaughn Vazgen Veit Venkaiah Venkatesh
    Vernon Viacheslav Vicente Víctor Vidar Vidyadhar Vijay Vikas Vikram Vikrant Viktor Vinay Vince Vincent Vincenzo
    Vinod Vipin Viral Virat Virgil Vishal Vishnu Vitali Vitaliy Vitaly Vitold Vittorio Vivek Vlad Vladan Vladimir
    Vladislav Vlado Vojislav Volkan Volker Volodymyr Vsevolod Vuk Vusi Vyacheslav Wade Wael Wahid Wahyu Waldemar Wale
    Waleed Walid Wallace Walter Walther Waqar Warren Wasim Waylon Wayne Wendell Werner Wes Wesley Weston Wiesław Wilbur
    Wiley Wilfred Wilhelm Will Willard Willem Willi William Willie Willy Wilmer Wim Winfield Winston Wiranto Witold
    Władysław Wojciech Wole Wolfgang Woodrow Woody Wouter Wyatt Wyclef Xander Xavier Xiaoping Xilai Yaakov Yadollah
    Yahaya Yahya Yair Yalçın Yamil Yanis Yann Yannick Yannis Yaron Yaroslav Yaşar Yash Yashwant Yasin Yasir Yasser
    Yassin Yasuhiro Yasuo Yasushi Yaya Yayi Yechiel Yegor Yehoshua Yehuda Yemi Yevgeny Yevhen Yiannis Yigal Yiğit
    Yisrael Yitzhak Yizhar Yoav Yoel Yohanan Yohei Yoichi Yonatan Yongkang Yoni Yoram Yosef Yoshihide Yoshihiko
    Yoshihiro Yoshimasa Yoshio Yoshiro Yossi Yosuke Younes Younis Yousaf Yousef Yousif Youssef Yoweri Yuichi Yuichiro
    Yuji Yunus Yuriy Yury Yusef Yusof Yusuf Yusuke Yuta Yutaka Yuval Yves Zabihullah Zabiullah Zacarías Zach Zachary
    Zack Zaher Zahid Zaid Zakaria Zaki Zalman Zalmay Zane Zayd Zayed Zaza Zbigniew Zdeněk Zdravko Zé Zedong Zeev Zein
    Zeki Zemin Zhenhua Zhiqiang Ziad Ziyad Zlatan Zoltán Zoran Zsolt Zuhair Zulfikar Zulfiqar Zurab Zvi Zweli Zwelinzima
    Zygmunt
    """

_EITHER = """
    Abimbola Adair Addison Alex Alexi Alexis Amal Amandeep Amarjit Andi Andrea Ángel Ariel Ashley Ashraf Aubrey Avery
    Ayanda Ayo Ayodele Bailey Baljit Bola Camille Carey Casey Ceri Chandra Charlie Chris Cleo Cory Courtney Dale Daljit
    Dana Darcy Dayo Deniz Devon Dominique Drew Eden Emerson Femi Finley Frankie Gabriele Gal Gale Guadalupe Gurmeet
    Gurpreet Hanan Hardeep Harley Harper Harpreet Harsimrat Haru Hayden Hikaru Hilary Hinata Hua Hunter Hyun Ilham Iman
    Inge Ira Izumi Jackie Jagmeet Jaime Jamie Jan Jaspreet Jean Jess Jessie Ji-won Jing Jinping Jiwoo Joan Jodie Jody
    Jordan Jun Kagiso Kaoru Kei Kelly Kelsey Kendall Keqiang Kerry Kim Kiran Kris Lakshmi Laurence Lauri Laurie Lebogang
    Lee Leigh Lerato Lesley Leslie Li Lindsay Lindsey Linh Loren Lou Luan Lyn Mackenzie Mandeep Manpreet Manu Marian
    Marion Marley Masami Mel Michał Michele Michi Mika Min-jun Ming Minh Misha Morgan Mpho Nao Navneet Nicky Nicola
    Nikita Nikki Nima Nino Noa Noor Nour Oluwaseun Oluwatobi Palesa Paris Parminder Pat Payton Peyton Qing Quinn Raja
    Rajinder Rana Reese Refilwe Regan Rei Ren Riley Rin Robin Rosario Rowan Rupinder Sam Samar Sandy Sasa Sasha Sava
    Sawyer Shadi Shannon Shashi Shea Shelby Shinobu Simone Simphiwe Simran Sky Skyler Sonam Sora Stevie Sukhwinder Suman
    Swaran Sydney Tal Taylor Tebogo Temitope Tendai Terry Thato Tobi Tomo Toni Tracy Tumelo Tumi Umut Val Vanja
    Vasundhara Vivian Wei Wynn Xiaoming Xin Yan Yi Yong Yu Yuki Yuri
    """

# Names that stand before a last name as another word, too: "Will Clinton run?", "In Paris Hollande said".
_ALSO_WORDS = frozenset(
    "april august carolina chad christian dawn dean drew earl faith georgia grant guy hope hunter jordan joy june mark "
    "may mercy paris per santiago summer sydney will".split()
)

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "þ": "th"})


def sex_of(first_name: str) -> str | None:
    """ "f" or "m" by a given name, None where it is unknown or borne by both.

    A double name that is not known ("Anne-Sophie") goes by its first part.
    """
    sex = _sex(first_name)
    return sex if sex != "u" else None


def is_first_name(word: str) -> bool:
    """Whether a capitalized word can be taken for a given name wherever it stands."""
    return _sex(word) is not None and _key(word) not in _ALSO_WORDS


def _sex(first_name: str) -> str | None:
    names, key = _names(), _key(first_name)
    return names.get(key) or names.get(key.partition("-")[0])


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Sexes by names: f, m, or u for either."""
    tables = (("f", _WOMEN), ("m", _MEN), ("u", _EITHER))
    return {_key(name): sex for sex, names in tables for name in names.split()}


def _key(name: str) -> str:
    """A name in small letters, without accents."""
    name = name.lower()
    if name.isascii():
        return name
    name = unicodedata.normalize("NFD", name.translate(_LETTERS))
    return "".join(char for char in name if unicodedata.category(char) != "Mn")
